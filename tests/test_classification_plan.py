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

    def test_a_tier_has_the_plan_of_customers_without_another_one(self):
        plan = self.env.ref("crm_customer_care.mail_activity_plan_segment_key")
        self.assertEqual(self.tier("Key").plan_id, plan)
        customer = self.customer()
        self.deal(customer, "2026-02-01", 100)
        self.refresh()
        strategies = self.env["care.strategy"].search([])
        strategies.plan_id = False
        self.assertEqual(self.profile(customer).plan_id, plan)
        self.tier("Key").plan_id = False
        self.env.invalidate_all()
        self.assertFalse(self.profile(customer).plan_id)
        self.policy.tier_ids._add_default_plans()
        self.assertEqual(self.tier("Key").plan_id, plan)

    def test_default_tiers_speak_the_installed_languages(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        policy = self.env["care.policy"]._get(
            self.env["res.company"].create({"name": "Another"})
        )
        names = policy.tier_ids.with_context(lang="zh_CN").mapped("name")
        self.assertEqual({"Key", "Important", "General"} & set(names), set())
