from odoo.exceptions import AccessError
from odoo.tests import tagged

from .secret_common import SecretCommon


@tagged("post_install", "-at_install")
class TestConfidential(SecretCommon):
    def test_facts_are_typed_and_read_on_the_contact(self):
        mine = self.own.with_user(self.seller)
        mine.write({"care_taboos": "No lilies", "care_taboos_purpose": "Invitations"})
        mine.care_income_band = "high"
        row = self.env["care.confidential"].search([("partner_id", "=", self.own.id)])
        self.assertEqual(
            (row.taboos, row.taboos_purpose, row.income_band),
            ("No lilies", "Invitations", "high"),
        )
        self.assertEqual(self.seen(self.own), "No lilies")
        self.assertEqual(self.seen(self.own, name="care_income_band"), "high")
        self.assertFalse(self.seen(self.own, name="care_secrets"))

    def test_facts_are_typed_at_creation(self):
        partners = self.env["res.partner"].with_user(self.seller)
        people = partners.create(
            [{"name": "A", "care_taboos": "a", "care_assets": "b"}, {"name": "B"}]
        )
        self.assertEqual(people.mapped("care_taboos"), ["a", False])
        self.assertEqual(people.mapped("care_assets"), ["b", False])
        rows = self.env["care.confidential"].search([("partner_id", "in", people.ids)])
        self.assertEqual(len(rows), 1)

    def test_a_stranger_learns_that_there_is_something_and_whom_to_ask(self):
        self.facts()
        for user, state, whom in (
            (self.seller, "open", False),
            (self.stranger, "hidden", "Sally"),
        ):
            self.assertEqual(
                self.seen(self.own, user, "care_confidential_state"), state
            )
            self.assertEqual(self.seen(self.own, user, "care_confidential_owner"), whom)
        self.assertFalse(self.seen(self.own, self.stranger))

    def test_without_facts_there_is_nothing_to_ask_for(self):
        self.facts(taboos=False, income_band=False, taboos_purpose="Kept for")
        for user in (self.seller, self.stranger):
            self.assertEqual(
                self.seen(self.own, user, "care_confidential_state"), "none"
            )

    def test_a_stranger_writes_over_nothing(self):
        self.facts()
        theirs = self.own.with_user(self.stranger)
        for vals in ({"care_taboos": "x"}, {"care_taboos": False}):
            self.assertRefuses(AccessError, "Ask Sally", theirs.write, vals)

    def test_a_stranger_starts_no_facts(self):
        theirs = self.own.with_user(self.stranger)
        self.assertRefuses(AccessError, "", theirs.write, {"care_taboos": "x"})
        create = self.env["care.confidential"].with_user(self.stranger).create
        vals = {"partner_id": self.own.id, "taboos": "x"}
        self.assertRefuses(AccessError, "", create, vals)

    def test_facts_are_found_by_those_who_see_them(self):
        self.facts()
        cases = [
            ("care_taboos", "ilike", "lil"),
            ("care_taboos", "=", "No lilies"),
            ("care_taboos", "!=", False),
            ("care_income_band", "in", ["high"]),
        ]
        for case in cases:
            domain = [("id", "=", self.own.id), case]
            for user, count in ((self.seller, 1), (self.stranger, 0)):
                found = self.env["res.partner"].with_user(user).search_count(domain)
                self.assertEqual(found, count, (case, user.name))

    def test_a_hidden_fact_is_like_none(self):
        self.facts()
        for case in (
            ("care_taboos", "=", False),
            ("care_taboos", "not ilike", "lil"),
            ("care_income_band", "!=", "high"),
            ("care_income_band", "not in", ["high", "low"]),
        ):
            domain = [("id", "=", self.own.id), case]
            for user, count in ((self.seller, 0), (self.stranger, 1)):
                found = self.env["res.partner"].with_user(user).search_count(domain)
                self.assertEqual(found, count, (case, user.name))

    def test_reading_many_contacts_costs_few_queries(self):
        people = self.customer(user_id=self.seller.id)
        for number in range(79):
            people += self.customer(user_id=(self.seller, self.stranger)[number % 2].id)
        for partner in people:
            self.facts(partner)
        names = [name for name in people._fields if name.startswith("care_")]
        names = [
            f"care_{name}"
            for name in self.env["care.confidential"]._fields
            if f"care_{name}" in names
        ]
        names += ["care_confidential_state", "care_confidential_owner"]
        mine = people.with_user(self.seller)
        mine.read(["name"])
        self.env.invalidate_all()
        with self.assertQueryCount(14):
            rows = mine.read(names)
        self.assertEqual(len([row for row in rows if row["care_taboos"]]), 41)
