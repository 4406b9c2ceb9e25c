import random
from datetime import datetime, timedelta

from odoo.tests import tagged

from .complaint_common import ComplaintCommon

CASES = 125


@tagged("post_install", "-at_install")
class TestClockReference(ComplaintCommon):
    """Deadlines in batches equal what the working calendar plans one by one."""

    def check_calendar(self, seed, first, **vals):
        calendar = self.calendar(**vals)
        self.sla.calendar_id = calendar
        draw = random.Random(seed)
        for _number in range(12):
            day = first + timedelta(days=draw.randrange(200))
            self.holiday(day.date(), calendar_id=draw.choice([False, calendar.id]))
        items = []
        for _number in range(CASES):
            start = first + timedelta(minutes=draw.randrange(120 * 24 * 60))
            items.append((draw.randrange(1, 400) / 4, [(start, None)]))
        planned = self.sla._plan(items)
        for (hours, [(start, _stop)]), found in zip(items, planned, strict=True):
            expected = calendar.plan_hours(hours, start, compute_leaves=True)
            self.assertEqual(found, (expected, False), (hours, start))

    def test_a_calendar_with_lunch_and_holidays(self):
        self.check_calendar(1, datetime(2026, 1, 5))

    def test_where_the_clock_is_put_forward(self):
        self.check_calendar(2, datetime(2026, 2, 10), tz="Europe/Berlin")

    def test_where_the_clock_is_put_back_in_the_night_shift(self):
        night = {"hours": ((0, 6), (20, 23)), "days": range(7)}
        self.check_calendar(3, datetime(2026, 9, 20), tz="America/New_York", **night)

    def test_half_days_and_one_long_day(self):
        hours = {"hours": ((7.5, 11.25), (11.75, 19.5)), "days": (0, 2, 3, 5)}
        self.check_calendar(4, datetime(2026, 3, 1), tz="Australia/Lord_Howe", **hours)
