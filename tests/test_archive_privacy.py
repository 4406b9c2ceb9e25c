from odoo.tests import tagged

from .secret_common import SecretCommon

NAME = "Paula Privat"


@tagged("post_install", "-at_install")
class TestPrivacy(SecretCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.paula = cls.customer(name=NAME, email="paula@example.com")

    def lookup(self):
        wizard = self.env["privacy.lookup.wizard"].create(
            {"name": NAME, "email": "paula@example.com"}
        )
        wizard.action_lookup()
        return wizard

    def lines(self, *records):
        """Lines of one lookup for each of these records."""
        lines = self.lookup().line_ids
        found = {(line.res_model, line.res_id): line for line in lines}
        self.assertEqual(len(found), len(lines))
        return [found.get((record._name, record.id)) for record in records]

    def test_a_person_is_found_in_all_that_refers_to_it(self):
        deal = self.deal(self.paula)
        self.refresh()
        facts, relation = self.facts(self.paula), self.relation(self.own, self.paula)
        channel = self.env.ref("crm_customer_care.channel_mail")
        consent = self.env["care.consent"].create(
            {"partner_id": self.paula.id, "channel_id": channel.id, "state": "given"}
        )
        profile = self.profile(self.paula)
        event = self.env["care.profile.event"].search(
            [("partner_id", "=", self.paula.id)], limit=1
        )
        snapshots = self.env["care.profile.snapshot"]
        snapshot = snapshots.search([("partner_id", "=", self.paula.id)], limit=1)
        records = deal, facts, relation, consent, profile, event, snapshot
        self.assertTrue(all(self.lines(self.paula, *records)))

    def test_a_person_is_found_where_only_its_name_stands(self):
        facts = self.facts(family=f"Married to {NAME.upper()}.")
        relation = self.relation(self.own, other_name=NAME)
        log = self.env["care.export.log"]._log_export(
            "export", "res.partner", self.own, ["name"], f"Card of {NAME}"
        )
        self.assertTrue(all(self.lines(facts, relation, log)))

    def test_nobody_else_is_found(self):
        facts = self.facts(family="Married to Paul Privatier.")
        self.assertEqual(self.lines(facts, self.own), [None, None])

    def test_erasing_a_name_leaves_what_is_about_others(self):
        facts = self.facts(family=f"Married to {NAME.upper()}.")
        log = self.env["care.export.log"]._log_export(
            "export", "res.partner", self.own, ["name"], f"Card of {NAME}"
        )
        for line in self.lines(facts, log):
            line.action_unlink()
            self.assertIn("Took the name out", line.execution_details)
        self.assertEqual(facts.family, "Married to ….")
        self.assertEqual(facts.taboos, "No lilies")
        self.assertEqual(log.detail, f"Card of …\n{self.own.id}")

    def test_erasing_takes_what_is_about_the_person(self):
        facts, relation = self.facts(self.paula), self.relation(self.own, self.paula)
        name = self.relation(self.own, other_name=NAME)
        for line in self.lines(facts, relation, name):
            line.action_unlink()
        self.assertFalse(facts.exists())
        self.assertFalse((relation | name).exists())

    def test_erasing_all_at_once_takes_all(self):
        facts, relation = self.facts(self.paula), self.relation(self.own, self.paula)
        wizard = self.lookup()
        wizard.line_ids.action_unlink_all()
        self.assertTrue(all(wizard.line_ids.mapped("is_unlinked")))
        self.assertFalse(self.paula.exists() or facts.exists() or relation.exists())
