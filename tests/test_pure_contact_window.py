from datetime import datetime

from odoo.tests.common import BaseCase

from odoo.addons.crm_customer_care.tools.contact_window import (
    ContactWindow,
    are_days,
    sorted_days,
)

NAMES = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
FRIDAY = datetime(2026, 6, 26)


class TestContactWindow(BaseCase):
    def test_no_window_is_always_open(self):
        self.assertTrue(ContactWindow().is_open(FRIDAY))

    def test_the_first_minute_belongs_to_the_window_and_the_last_does_not(self):
        window = ContactWindow(9, 17)
        hours = {0: False, 8: False, 9: True, 16: True, 17: False, 23: False}
        self.assertEqual(
            {hour: window.is_open(FRIDAY.replace(hour=hour)) for hour in hours}, hours
        )

    def test_a_window_may_begin_and_end_at_midnight(self):
        self.assertTrue(ContactWindow(0, 8).is_open(FRIDAY))
        late = FRIDAY.replace(hour=23, minute=59, second=59)
        self.assertTrue(ContactWindow(20, 24).is_open(late))

    def test_minutes_count(self):
        window = ContactWindow(9.5, 12.25)
        self.assertFalse(window.is_open(FRIDAY.replace(hour=9, minute=29)))
        self.assertTrue(window.is_open(FRIDAY.replace(hour=9, minute=30)))
        self.assertFalse(window.is_open(FRIDAY.replace(hour=12, minute=15)))

    def test_other_weekdays_are_closed(self):
        self.assertTrue(ContactWindow(days="5").is_open(FRIDAY))
        self.assertFalse(ContactWindow(days="123467").is_open(FRIDAY))

    def test_weekdays_are_told_in_runs(self):
        for days, text in (
            ("12345", "Mon–Fri"),
            ("12", "Mon, Tue"),
            ("1247", "Mon, Tue, Thu, Sun"),
            ("123567", "Mon–Wed, Fri–Sun"),
            ("", None),
            ("1234567", None),
        ):
            self.assertEqual(ContactWindow(days=days).weekdays(NAMES), text)

    def test_days_are_sorted_whatever_stands_between_them(self):
        self.assertEqual(sorted_days("5,3 1;1"), "135")
        self.assertFalse(are_days(sorted_days("Mo Di")))
