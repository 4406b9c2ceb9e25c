from odoo.exceptions import AccessError
from odoo.tests import tagged

from .access_common import AccessCommon
from .care_common import TouchCommon


@tagged("post_install", "-at_install")
class TestTouchAccess(AccessCommon, TouchCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for customer in cls.customers:
            owner = customer.user_id
            cls.touch(customer, "2026-02-10 08:00:00", user_id=owner.id)
            cls.need(customer, user_id=owner.id)
        cls.env.flush_all()

    def names(self, model, role_or_user):
        user = role_or_user
        if isinstance(user, str):
            user = self.user(user)
        return self.seen(model, user=user).sorted("id").mapped("name")

    def test_salespeople_see_the_log_of_their_customers(self):
        for model in ("care.touch", "care.need"):
            self.assertEqual(self.names(model, self.seller), ["Own", "Free"])
            for role in ("all_documents", "auditor", "manager"):
                names = ["Own", "Free", "Big", "Bigger"]
                self.assertEqual(self.names(model, role), names)

    def test_employees_and_portal_users_see_no_log(self):
        for role in ("employee", "portal"):
            for model in ("care.touch", "care.need"):
                with self.assertRaises(AccessError):
                    self.names(model, role)

    def test_leaders_see_and_correct_the_log_of_their_team(self):
        leader = self.user()
        self.env["crm.team"].create(
            {
                "name": "Team",
                "user_id": leader.id,
                "member_ids": [(4, self.colleague.id)],
            }
        )
        self.assertEqual(self.names("care.touch", leader), ["Free", "Big", "Bigger"])
        touch = self.big.care_touch_ids.with_user(leader)
        touch.summary = "Corrected"
        self.assertEqual(touch.summary, "Corrected")

    def test_authors_keep_what_they_logged_with_a_foreign_customer(self):
        touches = self.env["care.touch"].with_user(self.seller)
        touch = touches.create(
            {"partner_id": self.big.id, "channel_id": self.channel().id}
        )
        touch.summary = "Met at the fair"
        touch.invalidate_recordset()
        self.assertEqual(touch.summary, "Met at the fair")
        touch.unlink()

    def test_nobody_rewrites_what_a_colleague_logged(self):
        touch = self.touch(self.own, "2026-02-11 08:00:00", user_id=self.colleague.id)
        mine = touch.with_user(self.seller)
        self.assertTrue(mine.read(["summary"]))
        with self.assertRaises(AccessError):
            mine.summary = "I know better"
        with self.assertRaises(AccessError):
            mine.unlink()

    def test_auditors_change_nothing(self):
        touch = self.own.care_touch_ids.with_user(self.user("auditor"))
        with self.assertRaises(AccessError):
            touch.summary = "Audited"
        with self.assertRaises(AccessError):
            touch.unlink()

    def test_other_companies_see_nothing(self):
        other = self.env["res.company"].create({"name": "Other"})
        stranger = self.user("manager", company_id=other.id, company_ids=[other.id])
        touches = self.env["care.touch"].with_user(stranger)
        touches = touches.with_context(allowed_company_ids=other.ids)
        self.assertFalse(touches.search([("partner_id", "in", self.customers.ids)]))

    def test_every_employee_sees_when_but_the_portal_does_not(self):
        partner = self.big.with_user(self.user("employee"))
        self.assertEqual(str(partner.care_last_touch_date), "2026-02-10")
        portal = self.user("portal", name="Own", partner_id=self.own.id)
        for name in ("care_last_touch_date", "care_recent_touch_ids", "care_touch_ids"):
            with self.assertRaises(AccessError):
                self.own.with_user(portal).read([name])

    def test_the_recent_contacts_are_those_one_may_see(self):
        partners = self.partners()
        counts = [len(partner.care_recent_touch_ids) for partner in partners]
        self.assertEqual(counts, [1, 1, 0, 0])
