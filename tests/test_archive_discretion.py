from odoo.tests import tagged

from .secret_common import SecretCommon


@tagged("post_install", "-at_install")
class TestDiscretion(SecretCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.theirs = cls.customer(name="Theirs", user_id=cls.stranger.id)

    def discretion(self, partner, user, **vals):
        """What the full composer says to who writes to a contact."""
        vals = {"partner_ids": partner.ids, "body": "Hello", **vals}
        composers = self.env["mail.compose.message"].with_user(user)
        return composers.create(vals).care_discretion

    def test_the_contacts_about_whom_nothing_may_slip(self):
        self.relation(self.own, self.theirs, is_secret=True)
        person = self.customer(is_company=False, parent_id=self.theirs.id)
        partners = self.own | self.theirs | person | self.customer()
        self.assertEqual(
            partners._care_secret_relations(),
            {self.own: self.theirs, self.theirs: self.own, person: self.own},
        )

    def test_open_relations_and_colleagues_need_no_discretion(self):
        self.relation(self.own, self.theirs)
        self.relation(self.own, self.seller.partner_id, is_secret=True)
        self.relation(self.own, other_name="Li", is_secret=True)
        self.assertFalse((self.own | self.theirs)._care_secret_relations())

    def test_the_composer_names_the_relation_to_those_who_may_read_it(self):
        self.relation(self.own, self.theirs, is_secret=True)
        for partner in (self.own, self.theirs):
            text = self.discretion(partner, self.seller)
            for word in ("Own", "Theirs", "Friend"):
                self.assertIn(word, text)

    def test_the_composer_names_nothing_to_others(self):
        self.relation(self.own, self.theirs, is_secret=True)
        self.assertEqual(
            self.discretion(self.theirs, self.stranger),
            "Be discreet with Theirs: write nothing about other customers.",
        )

    def test_the_composer_is_silent_without_a_secret(self):
        self.relation(self.own, self.theirs)
        self.assertFalse(self.discretion(self.own, self.seller))

    def test_the_composer_looks_at_the_record_and_at_mass_mails(self):
        self.relation(self.own, self.theirs, is_secret=True)
        lead = self.opportunity(self.own)
        for vals in (
            {"model": "res.partner", "res_ids": self.own.ids},
            {
                "model": "crm.lead",
                "res_ids": lead.ids,
                "composition_mode": "mass_mail",
            },
        ):
            nobody = self.env["res.partner"]
            self.assertIn("Theirs", self.discretion(nobody, self.seller, **vals))

    def test_the_chatter_asks_for_the_same(self):
        self.relation(self.own, self.theirs, is_secret=True)
        texts = self.own.with_user(self.seller).get_care_discretion()
        self.assertEqual(texts, [self.discretion(self.own, self.seller)])
        [text] = self.theirs.with_user(self.stranger).get_care_discretion()
        self.assertNotIn("Own", text)

    def test_it_warns_before_a_contact(self):
        self.relation(self.own, self.theirs, is_secret=True)
        warnings = self.theirs.with_user(self.stranger)._care_contact_warnings()
        [warning] = [w for w in warnings if "discreet" in w["text"]]
        self.assertEqual(warning["level"], "warning")
