from freezegun import freeze_time

from odoo.exceptions import AccessError
from odoo.tests import tagged

from .cadence_common import CadenceCommon


@freeze_time("2026-06-01 12:00:00")
@tagged("post_install", "-at_install")
class TestRevisitAccess(CadenceCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.cadence()
        cls.stranger = cls.user(name="Stranger")
        cls.own = cls.known(name="Own")
        cls.foreign = cls.known(name="Foreign", user_id=cls.stranger.id)
        for customer in (cls.own, cls.foreign):
            cls.touch(customer, "2026-05-15 10:00:00")

    def names(self, user):
        revisits = self.env["care.revisit"].with_user(user)
        found = revisits.search([("company_id", "=", self.company.id)], order="id")
        return sorted(found.partner_id.mapped("name"))

    def test_salespeople_see_what_is_planned_with_their_customers(self):
        self.plan()
        self.assertEqual(self.names(self.owner), ["Own"])
        self.assertEqual(self.names(self.stranger), ["Foreign"])
        for role in ("all_documents", "auditor", "manager"):
            self.assertEqual(self.names(self.user(role)), ["Foreign", "Own"])

    def test_leaders_see_what_their_team_plans(self):
        leader = self.user(name="Leader")
        team = self.env["crm.team"].create({"name": "Team", "user_id": leader.id})
        self.env["crm.team.member"].create(
            {"crm_team_id": team.id, "user_id": self.stranger.id}
        )
        self.plan()
        self.assertEqual(self.names(leader), ["Foreign"])

    def test_a_substitute_sees_and_completes_what_it_stands_in_for(self):
        self.plan()
        deputy = self.user(name="Deputy")
        revisit = self.revisits(self.foreign)
        revisit.activity_id.user_id = deputy
        self.assertEqual(self.names(deputy), ["Foreign"])
        action = revisit.activity_id.with_user(deputy).action_done()
        self.assertEqual(action["context"]["default_revisit_ids"], revisit.ids)
        form = self.env[action["res_model"]].with_user(deputy)
        form.create({"revisit_ids": revisit.ids, "summary": "Met"}).action_log()
        self.assertEqual((revisit.state, revisit.touch_id.user_id), ("done", deputy))

    def test_nobody_writes_the_plan_by_hand(self):
        self.plan()
        for role in ("salesperson", "all_documents", "auditor", "manager"):
            revisits = self.revisits(self.own).with_user(self.user(role))
            with self.assertRaises(AccessError):
                revisits.due_date = "2026-09-01"
            with self.assertRaises(AccessError):
                revisits.unlink()

    def test_employees_and_portal_users_see_no_plan(self):
        self.plan()
        for role in ("employee", "portal"):
            user = self.user(role)
            with self.assertRaises(AccessError):
                self.names(user)
            for name in ("care.revisit.form", "care.revisit.snooze"):
                with self.assertRaises(AccessError):
                    self.env[name].with_user(user).create({})

    def test_other_companies_see_nothing(self):
        self.plan()
        other = self.env["res.company"].create({"name": "Other"})
        manager = self.user("manager", company_id=other.id, company_ids=[other.id])
        revisits = self.env["care.revisit"].with_user(manager)
        revisits = revisits.with_context(allowed_company_ids=other.ids)
        self.assertFalse(revisits.search([("partner_id", "=", self.own.id)]))

    def test_an_activity_of_an_employee_gives_no_plan_away(self):
        self.plan()
        clerk = self.user("employee")
        activity = self.revisits(self.own).activity_id
        activity.user_id = clerk
        self.assertFalse(activity.with_user(clerk).care_revisit_id)
        self.assertFalse(activity.with_user(clerk).care_briefing)
