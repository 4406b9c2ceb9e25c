from datetime import date

from freezegun import freeze_time

from odoo.exceptions import UserError
from odoo.tests import tagged

from .date_common import DateCommon


@tagged("post_install", "-at_install")
class TestNextDate(DateCommon):
    def next(self, record):
        return str(record.next_date), record.next_key

    def move_on(self, day):
        """The nightly job on a day."""
        dates = self.env["care.date"]
        with freeze_time(f"{day} 12:00:00"):
            dates._refresh_next_dates(dates._get_over_condition())

    def test_the_next_date_follows_every_change(self):
        record = self.date("6/15")
        self.assertEqual(self.next(record), ("2026-06-15", 2026))
        record.day = 14
        self.assertEqual(self.next(record), ("2027-06-14", 2027))
        record.text = "lunar 11/13"
        self.assertEqual(self.next(record), ("2026-12-21", 2026))

    def test_the_day_after_it_is_that_of_next_year(self):
        record = self.date("6/15")
        self.move_on("2026-06-15")
        self.assertEqual(self.next(record), ("2026-06-15", 2026))
        self.move_on("2026-06-16")
        self.assertEqual(self.next(record), ("2027-06-15", 2027))

    def test_a_lunar_day_may_come_twice_in_a_year(self):
        record = self.date("lunar 11/13")
        found = [record._next_occurrence(date(2025, 1, 1))]
        found.append(record._next_occurrence(date(2026, 1, 2)))
        self.assertEqual(found, [(date(2026, 1, 1), 2025), (date(2026, 12, 21), 2026)])

    def test_the_policy_moves_leap_days(self):
        record = self.date("2024-02-29")
        self.assertEqual(self.next(record), ("2027-02-28", 2027))
        self.policy.leap_day_rule = "mar1"
        self.assertEqual(self.next(record), ("2027-03-01", 2027))
        found = record._next_occurrence(date(2028, 1, 1))
        self.assertEqual(found, (date(2028, 2, 29), 2028))

    def test_the_policy_moves_leap_months(self):
        with freeze_time("2025-06-15 12:00:00"):
            record = self.date("闰六月初三")
            self.assertEqual(self.next(record), ("2025-07-27", 2025))
            self.policy.leap_month_rule = "regular"
            self.assertEqual(self.next(record), ("2025-06-27", 2025))

    def test_what_happened_once_is_over_some_day(self):
        record = self.date("2026-06-20", kind="illness")
        self.assertEqual(self.next(record), ("2026-06-20", 2026))
        self.move_on("2026-06-21")
        self.assertEqual((record.next_date, record.next_key), (False, 0))
        self.assertEqual(record._next_occurrence(date(2026, 6, 21)), (None, 0))

    def test_a_kind_that_comes_every_year_brings_its_dates_back(self):
        record = self.date("2026-06-01", kind="illness")
        self.assertFalse(record.next_date)
        self.kind("illness").is_yearly = True
        self.assertEqual(self.next(record), ("2027-06-01", 2027))

    def test_lunar_days_out_of_range_are_refused_with_a_sentence(self):
        record = self.date("农历八月十五")
        with self.assertRaisesRegex(UserError, "from 1901 to 2099"):
            record._next_occurrence(date(2100, 1, 1))

    def test_a_day_is_over_at_midnight_of_the_company(self):
        self.company.resource_calendar_id.tz = "Asia/Shanghai"
        with freeze_time("2026-06-14 15:59:00"):
            record = self.date("6/14")
            self.assertEqual(self.next(record), ("2026-06-14", 2026))
        with freeze_time("2026-06-14 16:00:00"):
            dates = self.env["care.date"]
            dates._refresh_next_dates(dates._get_over_condition())
            self.assertEqual(self.next(record), ("2027-06-14", 2027))

    def test_the_day_of_a_contact_of_all_companies_ends_everywhere(self):
        calendars = self.env["res.company"].search([]).resource_calendar_id
        calendars.tz = "Asia/Shanghai"
        with freeze_time("2026-06-14 16:00:00"):
            person = self.customer(is_company=False)
            record = self.date("6/14", person)
            self.assertEqual(self.next(record), ("2027-06-14", 2027))
            self.company.resource_calendar_id.tz = "Europe/Paris"
            record.day = 14
            other = self.date("6/14", self.customer(is_company=False))
            self.assertEqual(self.next(other), ("2026-06-14", 2026))

    def test_contacts_of_an_archived_company_keep_their_dates(self):
        company = self.env["res.company"].create({"name": "Closed"})
        person = self.customer(is_company=False, company_id=company.id)
        company.active = False
        record = self.date("6/15", person)
        self.assertEqual(self.next(record), ("2026-06-15", 2026))
        self.move_on("2026-06-16")
        self.assertEqual(self.next(record), ("2027-06-15", 2027))

    def test_the_job_is_active_and_does_its_work(self):
        cron = self.env.ref("crm_customer_care.ir_cron_next_dates")
        self.assertTrue(cron.active)
        self.date("6/15")
        self.env.flush_all()
        with freeze_time("2026-06-16 12:00:00"), self.enter_registry_test_mode():
            cron.method_direct_trigger()
        over = [("next_date", "<", "2026-06-16")]
        self.assertFalse(self.env["care.date"].search(over))

    def test_ten_thousand_dates_move_on_in_a_few_queries(self):
        person = self.person()
        names = [f"Day {number}" for number in range(10000)]
        records = self.env["care.date"].create(
            [
                {
                    "partner_id": person.id,
                    "kind_id": self.kind("other").id,
                    "name": name,
                    "calendar": "lunar" if number % 2 else "gregorian",
                    "month": 5,
                    "day": 1 + number % 28,
                }
                for number, name in enumerate(names)
            ]
        )
        self.env.flush_all()
        with self.assertQueryCount(12):
            self.move_on("2027-06-15")
        self.assertFalse(records.filtered(lambda r: r.next_date < date(2027, 6, 15)))
        with self.assertQueryCount(8):
            self.move_on("2027-06-15")
