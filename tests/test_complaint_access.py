from odoo.exceptions import AccessError
from odoo.tests import tagged

from .complaint_common import ComplaintCommon

PARTS = ("clock", "pause", "handover")


@tagged("post_install", "-at_install")
class TestComplaintAccess(ComplaintCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.seller, cls.colleague = cls.user(), cls.user()
        cls.handler = cls.user("employee", "crm_customer_care.group_complaint_handler")
        cls.buyer.user_id = cls.seller
        cls.case = cls.complaint(user_id=False)
        cls.case.user_id = cls.handler
        cls.case.action_pause("customer")
        cls.env["care.compensation"].create({"complaint_id": cls.case.id, "amount": 1})

    def sees(self, user, model="care.complaint"):
        found = self.env[model].with_user(user).search([])
        cases = found if model == "care.complaint" else found.complaint_id
        return self.case.id in cases.ids

    def test_handlers_need_no_right_to_sell(self):
        case = self.case.with_user(self.handler)
        self.assertTrue(self.sees(self.handler))
        case.write({"apology_note": "We are sorry.", "severity": "3"})
        case.action_acknowledge()
        case.action_resume()
        self.assertTrue(case.read(["timer", "tier_id", "partner_id", "order_id"]))
        for model in ("crm.lead", "sale.order", "care.profile", "care.touch"):
            self.assertFalse(self.env[model].with_user(self.handler).has_access("read"))

    def test_the_app_opens_on_something_that_each_role_may_see(self):
        root = self.env.ref("crm.crm_menu_root").id
        day, cases = "care_day_action", "care_complaint_act"
        pages = {"manager": day, "auditor": "care_profile_action", "user": day}
        for user, name in (
            *((self.user(role), name) for role, name in pages.items()),
            (self.handler, cases),
        ):
            menus = self.env["ir.ui.menu"].with_user(user).load_web_menus(False)
            action = self.env.ref(f"crm_customer_care.{name}")
            with self.subTest(user.name):
                self.assertEqual(menus[root]["actionID"], action.id)

    def test_salespeople_see_complaints_of_their_own_customers(self):
        self.assertTrue(self.sees(self.seller))
        self.assertFalse(self.sees(self.colleague))
        case = self.case.with_user(self.colleague)
        self.assertRefuses(AccessError, "", case.read, ["subject"])
        vals = {"subject": "Mine"}
        self.assertRefuses(AccessError, "", case.write, vals)
        self.case.with_user(self.seller).subject = "Ours"

    def test_parts_are_seen_with_their_complaint(self):
        models = [f"care.complaint.{part}" for part in PARTS] + ["care.compensation"]
        for model in models:
            self.assertTrue(self.sees(self.seller, model), model)
            self.assertFalse(self.sees(self.colleague, model), model)
            self.assertTrue(self.sees(self.handler, model), model)

    def test_nobody_writes_clocks_by_hand(self):
        clock = self.case.with_user(self.user("manager")).clock_ids[:1]
        vals = {"deadline": "2030-01-01 00:00:00"}
        self.assertRefuses(AccessError, "", clock.write, vals)
        self.assertRefuses(AccessError, "", clock.unlink)

    def test_the_leader_of_the_team_sees_what_the_team_handles(self):
        leader = self.user()
        team = self.env["crm.team"].create({"name": "Team", "user_id": leader.id})
        self.env["crm.team.member"].create(
            {"crm_team_id": team.id, "user_id": self.seller.id}
        )
        self.assertTrue(self.sees(leader))

    def test_managers_see_all_and_auditors_change_none(self):
        self.assertTrue(self.sees(self.user("manager")))
        auditor = self.user("auditor")
        self.assertTrue(self.sees(auditor))
        case = self.case.with_user(auditor)
        self.assertRefuses(AccessError, "", case.write, {"subject": "Other"})
        self.assertRefuses(AccessError, "", case.action_pause, "customer")

    def test_employees_and_the_portal_see_none(self):
        for role in ("employee", "portal"):
            complaints = self.env["care.complaint"].with_user(self.user(role))
            self.assertFalse(complaints.has_access("write"))
        employee = self.env["care.complaint"].with_user(self.user("employee"))
        self.assertFalse(employee.has_access("read"))

    def test_nobody_gives_a_complaint_to_a_customer_out_of_sight(self):
        other = self.customer(user_id=self.colleague.id)
        mine = self.complaint(user_id=self.colleague.id).with_user(self.seller)
        vals = {"partner_id": other.id}
        self.assertRefuses(AccessError, "", mine.write, vals)

    def test_who_may_not_read_a_complaint_is_still_warned(self):
        self.case.severity = "2"
        for user in (self.colleague, self.user("employee")):
            partner = self.buyer.with_user(user)
            [warning] = partner._care_contact_warnings()
            self.assertEqual(warning["level"], "danger")
            self.assertIn("Open complaints: 1 (severity: High)", warning["text"])
            self.assertNotIn("Broken", warning["text"])

    def test_buttons_count_what_the_user_may_see(self):
        lead = self.opportunity(self.buyer)
        order = self.order(self.buyer)
        self.case.order_id = order
        everybody = "sales_team.group_sale_salesman_all_leads"
        for user, count in (
            (self.seller, 1),
            (self.user("auditor", everybody), 1),
        ):
            self.assertEqual(lead.with_user(user).care_complaint_count, count)
            self.assertEqual(order.with_user(user).care_complaint_count, count)

    def test_complaints_stay_in_their_company(self):
        other = self.env["res.company"].create({"name": "Other"})
        user = self.user("manager", company_id=other.id, company_ids=other.ids)
        for model in ("care.complaint", "care.complaint.clock", "care.sla"):
            records = self.env[model].with_user(user)
            records = records.with_context(allowed_company_ids=other.ids)
            self.assertNotIn(self.company, records.search([]).sudo().company_id)
