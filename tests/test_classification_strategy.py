from odoo.tools import html2plaintext

from odoo.addons.crm_customer_care.models.classification.care_strategy import (
    QUADRANTS,
    SEGMENTS,
)

from .common import CareCommon

KEYS = [key for key, _label in QUADRANTS] + [f"segment_{key}" for key, _ in SEGMENTS]


def count_words(html):
    return len(html2plaintext(html or "").split())


class TestStrategy(CareCommon):
    def shipped(self, key):
        return self.env.ref(f"crm_customer_care.care_strategy_{key}")

    def test_every_quadrant_and_segment_has_a_text_worth_reading(self):
        strategies = self.env["care.strategy"].search([])
        self.assertEqual(sorted(strategies.mapped("key")), sorted(KEYS))
        for key in KEYS:
            with self.subTest(key):
                strategy = self.shipped(key)
                self.assertEqual(strategy.key, key)
                self.assertTrue(100 <= count_words(strategy.body) <= 220)

    def test_every_strategy_has_a_plan_of_its_own(self):
        plans = [self.shipped(key).plan_id for key in KEYS]
        self.assertEqual(len(set(plans)), len(KEYS))
        for plan in plans:
            with self.subTest(plan.name):
                self.assertEqual(plan.res_model, "res.partner")
                self.assertFalse(plan.company_id)
                self.assertTrue(3 <= len(plan.template_ids) <= 5)
                for activity in plan.template_ids:
                    self.assertTrue(activity.summary and activity.note)
                    self.assertEqual(activity.responsible_type, "on_demand")

    def test_the_steps_of_a_plan_follow_each_other(self):
        for key in KEYS:
            dates = [
                step._get_date_deadline()
                for step in self.shipped(key).plan_id.template_ids
            ]
            self.assertEqual(dates, sorted(dates), key)

    def test_a_salesperson_starts_every_plan_on_a_customer(self):
        user = self.user("salesperson")
        customer = self.customer(user_id=user.id)
        for key in KEYS:
            plan = self.shipped(key).plan_id
            context = {"active_model": "res.partner", "active_ids": customer.ids}
            wizard = self.env["mail.activity.schedule"].with_user(user)
            wizard.with_context(**context).create(
                {"plan_id": plan.id, "plan_on_demand_user_id": user.id}
            ).action_schedule_plan()
            activities = customer.activity_ids.filtered_domain(
                [("summary", "in", plan.template_ids.mapped("summary"))]
            )
            self.assertEqual(len(activities), len(plan.template_ids), key)
            self.assertEqual(activities.user_id, user)

    def test_the_default_tiers_tell_how_to_look_after_their_customers(self):
        for tier in self.policy.tier_ids:
            with self.subTest(tier.name):
                self.assertTrue(60 <= count_words(tier.strategy) <= 100)
