from dateutil.relativedelta import relativedelta

from odoo.tests import freeze_time

from .greeting_common import GreetingCommon

TODAY = "2026-07-15"


@freeze_time(TODAY)
class TestDemoGreetings(GreetingCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["care.demo"]._create_story(cls.company)

    def test_every_rule_greets_somebody_within_a_year(self):
        rules = self.env["care.greeting.rule"].search(
            [("company_id", "=", self.company.id)]
        )
        self.assertEqual(len(rules), 7)
        self.assertTrue(all(rules.occasion_id.mapped("active")))
        start = self.policy._get_today()
        for rule in rules:
            with self.subTest(rule.name):
                stop = start + relativedelta(years=1, days=-1)
                self.assertTrue(rule._get_matches(start, stop, limit=1))

    def test_nothing_is_sent_until_somebody_begins(self):
        self.assertFalse(self.policy.greeting_active)
        rules = self.env["care.greeting.rule"]
        self.assertFalse(rules._get_active_rules(self.company))
