from odoo.tests import HttpCase, tagged

from .greeting_common import GreetingCommon


@tagged("post_install", "-at_install")
class TestGreetingTours(GreetingCommon, HttpCase):
    def start(self, path, tour):
        manager = self.user("sales_manager")
        self.start_tour(f"/odoo/{path}", tour, login=manager.login)

    def test_a_rule_is_looked_at_and_switched_on(self):
        self.human(self.known(), name="Ann Alder")
        eve = self.occasion("spring_festival_eve")
        self.start("greeting-rules", "care_greeting_rule")
        rule = self.env["care.greeting.rule"].search([("occasion_id", "=", eve.id)])
        self.assertTrue(rule.active)
        self.assertTrue(eve.active)
        self.assertEqual(rule.mail_template_id, eve.mail_template_id)

    def test_a_public_holiday_is_chosen_by_its_name(self):
        self.start("occasions", "care_greeting_holiday")
        occasion = self.env["care.occasion"].search([("name", "=", "Our Day")])
        self.assertEqual(occasion.holiday_name, "Republic Day")
        self.assertEqual(occasion.country_id, self.env.ref("base.tr"))
