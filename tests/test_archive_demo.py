from datetime import date, timedelta

from freezegun import freeze_time

from .common import CareCommon

TODAY = date(2026, 7, 15)


@freeze_time(TODAY)
class TestDemoDates(CareCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.story = cls.env["care.demo"]._create_story(cls.company)
        customers = cls.env["res.partner"].concat(*cls.story.customers.values())
        cls.dates = cls.env["care.date"].search(
            [("commercial_partner_id", "in", customers.ids)]
        )

    def test_some_dates_are_lunar_and_some_lack_the_year(self):
        self.assertEqual(set(self.dates.mapped("calendar")), {"gregorian", "lunar"})
        self.assertTrue(any(self.dates.mapped("leap_month")))
        unknown = self.dates.filtered(lambda date: not date.year)
        self.assertTrue(5 < len(unknown) < len(self.dates) / 2)

    def test_the_next_thirty_days_hold_some(self):
        end = TODAY + timedelta(days=30)
        near = self.dates.filtered(lambda d: d.next_date and d.next_date <= end)
        self.assertTrue(len(near) > 10)
        self.assertIn(TODAY, near.mapped("next_date"))

    def test_life_events_left_tasks_and_mourning(self):
        ashworth = self.story.customers["ashworth"]
        self.assertTrue(ashworth.activity_ids)
        self.assertTrue(ashworth.child_ids.care_bereaved_until > TODAY)
