from freezegun import freeze_time
from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .cadence_common import CadenceCommon


@freeze_time("2026-06-01 12:00:00")
@tagged("post_install", "-at_install")
class TestLetGo(CadenceCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.cadence()
        cls.manager = cls.user("manager")
        cls.one, cls.other = cls.known(name="One"), cls.known(name="Other")

    def let_go(self, customer=None, user=None, **vals):
        vals = {"reason": "Costs more than it brings", **vals}
        decisions = self.env["care.let.go"].with_user(user or self.manager)
        return decisions.create({"partner_id": (customer or self.one).id, **vals})

    def planned(self):
        return self.revisits().partner_id.mapped("name")

    def test_who_is_let_go_has_no_planned_contacts(self):
        self.plan()
        self.assertEqual(sorted(self.planned()), ["One", "Other"])
        self.let_go()
        self.assertEqual(self.planned(), ["Other"])
        ended = self.revisits(self.one, "cancelled")
        self.assertEqual(ended.reason, "The customer was let go.")
        self.assertFalse(ended.activity_id.active)
        self.plan("2026-06-02")
        self.assertEqual(self.planned(), ["Other"])

    def test_a_decision_is_taken_back_with_all_its_effects(self):
        self.plan()
        decision = self.let_go()
        self.assertEqual(self.profile(self.one).let_go_id, decision)
        decision.action_reverse()
        self.assertEqual(sorted(self.planned()), ["One", "Other"])
        self.assertEqual(decision.reversed_by_id, self.manager)
        self.assertEqual(str(decision.reversed_date), "2026-06-01")
        self.assertFalse(self.profile(self.one).let_go_id)
        self.assertRefuses(UserError, "taken back already", decision.action_reverse)

    def test_after_its_last_day_a_decision_holds_no_longer(self):
        self.let_go(until="2026-06-10")
        self.plan("2026-06-10")
        self.assertEqual(self.planned(), ["Other"])
        self.plan("2026-06-11")
        self.assertEqual(sorted(self.planned()), ["One", "Other"])
        profile = self.profile(self.one)
        cost = self.env["care.cost.report"].browse(profile.id)
        with freeze_time("2026-06-10 12:00:00"):
            self.assertTrue(profile.let_go_id)
            self.assertTrue(cost.let_go_id)
        self.env.invalidate_all()
        with freeze_time("2026-06-12 12:00:00"):
            self.assertFalse(profile.let_go_id)
            self.assertFalse(cost.let_go_id)
            found = profile.search([("let_go_id", "!=", False)])
            self.assertNotIn(profile, found)
            again = self.let_go()
        found = self.env["care.let.go"].search([("partner_id", "=", self.one.id)])
        self.assertEqual(set(found.mapped("state")), {"active", "reversed"})
        self.assertEqual(again.state, "active")

    def test_nobody_is_let_go_twice_or_without_a_reason(self):
        self.let_go()
        with mute_logger("odoo.sql_db"):
            self.assertRefuses(IntegrityError, "active_uniq", self.let_go)
        self.assertRefuses(ValidationError, "Say why", self.blank)
        person = self.person(self.other)
        self.assertRefuses(
            ValidationError, "let go of the customer", self.let_go, person
        )

    def blank(self):
        self.let_go(self.other, reason="  ")

    def test_managers_decide_and_salespeople_see_those_of_their_customers(self):
        self.assertRefuses(
            AccessError, "Customer Let Go", self.let_go, self.one, self.owner
        )
        decision = self.let_go()
        decisions = self.env["care.let.go"]
        self.assertEqual(decisions.with_user(self.owner).search([]), decision)
        self.assertFalse(decisions.with_user(self.user()).search([]))
        auditor = self.user("auditor")
        self.assertEqual(decisions.with_user(auditor).search([]), decision)
        self.assertRefuses(
            AccessError, "Customer Let Go", decision.with_user(auditor).action_reverse
        )

    def test_customers_let_go_are_found(self):
        decision = self.let_go()
        profiles = self.env["care.profile"].with_user(self.manager)
        of_test = [("company_id", "=", self.company.id)]
        found = profiles.search([*of_test, ("let_go_id", "!=", False)])
        self.assertEqual(found.partner_id, self.one)
        self.assertEqual(found.let_go_id, decision)
        rest = profiles.search([*of_test, ("let_go_id", "=", False)])
        self.assertEqual(rest.partner_id, self.other)
        self.assertIn("Let go: Costs more", self.one.message_ids[:1].body)

    def test_of_two_decisions_of_merged_customers_one_stays(self):
        kept = self.let_go(self.one)
        self.let_go(self.other)
        wizard = self.env["base.partner.merge.automatic.wizard"].create({})
        wizard._merge((self.one | self.other).ids, self.one)
        self.env.invalidate_all()
        found = self.env["care.let.go"].search([("company_id", "=", self.company.id)])
        self.assertEqual(found, kept)
