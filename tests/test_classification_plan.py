from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import CareCommon


@tagged("post_install", "-at_install")
class TestPlan(CareCommon):
    def test_managers_edit_the_plans_of_contacts_and_salespeople_do_not(self):
        plan = self.env.ref("crm_customer_care.care_strategy_e1").plan_id
        plan.with_user(self.user("manager")).write({"name": "Our plan"})
        self.assertEqual(plan.name, "Our plan")
        with self.assertRaises(AccessError):
            plan.with_user(self.user("salesperson")).write({"name": "Mine"})

    def test_managers_leave_other_plans_alone(self):
        plan = self.env["mail.activity.plan"].create(
            {"name": "Orders", "res_model": "sale.order"}
        )
        with self.assertRaises(AccessError):
            plan.with_user(self.user("manager")).write({"name": "Mine"})

    def test_a_dormant_customer_is_woken_before_it_is_grown(self):
        customer = self.customer()
        self.deal(customer, "2025-08-01", 1200)
        self.refresh("2026-06-30")
        profile = customer.care_profile_id
        self.assertEqual((profile.quadrant, profile.segment), ("e2", "dormant"))
        self.assertEqual(profile.plan_id, profile.segment_strategy_id.plan_id)

    def test_default_tiers_speak_the_installed_languages(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        policy = self.env["care.policy"]._get(
            self.env["res.company"].create({"name": "Another"})
        )
        names = policy.tier_ids.with_context(lang="zh_CN").mapped("name")
        self.assertEqual({"Key", "Important", "General"} & set(names), set())
