from datetime import date, timedelta

from odoo.tests import freeze_time

from .care_common import TouchCommon

TODAY = date(2026, 7, 15)


@freeze_time(TODAY)
class TestDemoTouches(TouchCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.story = cls.env["care.demo"]._create_story(cls.company)
        cls.profiles = cls.env["care.profile"].search(
            [("company_id", "=", cls.company.id)]
        )

    def median_age(self, profiles):
        ages = sorted((TODAY - p.last_touch_date).days for p in profiles)
        return ages[len(ages) // 2]

    def test_who_matters_more_was_talked_to_later(self):
        everybody = self.profiles.filtered("last_touch_date")
        tiers = [everybody.filtered(lambda p, t=t: p.tier_id == t) for t in self.tiers]
        ages = [self.median_age(profiles) for profiles in tiers]
        self.assertEqual(ages, sorted(ages))

    @property
    def tiers(self):
        return self.policy.tier_ids

    def test_contacts_lie_in_the_last_twelve_months(self):
        touches = self.env["care.touch"].search([("company_id", "=", self.company.id)])
        self.assertGreater(len(touches), 300)
        days = touches.mapped(lambda touch: touch.date.date())
        self.assertTrue(TODAY - timedelta(days=366) < min(days) < max(days) <= TODAY)
        self.assertEqual(set(touches.mapped("effective")), {True, False})

    def test_needs_have_all_states(self):
        needs = self.env["care.need"].search([("company_id", "=", self.company.id)])
        states = set(needs.mapped("state"))
        self.assertEqual(states, {"open", "confirmed", "served"})
        self.assertEqual(len(needs.lead_id), 1)
