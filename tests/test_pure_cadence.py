from datetime import date, timedelta

from odoo.tests import BaseCase

from ..tools import cadence

MONDAY = date(2026, 6, 1)


def june(day):
    return date(2026, 6, day)


def is_workday(day):
    return day.weekday() < 5


class TestPureCadence(BaseCase):
    def test_nothing_is_planned_before_today(self):
        for due in (june(1), june(10)):
            day = cadence.planned_date(due, june(20), june(10), is_workday)
            self.assertEqual(day, june(10))

    def test_beyond_the_limit_the_last_working_day_before_is_taken(self):
        # ideal on Saturday, limit on Sunday
        day = cadence.planned_date(june(6), june(7), MONDAY, is_workday)
        self.assertEqual(day, june(5))

    def test_what_is_too_late_waits_for_the_next_working_day(self):
        day = cadence.planned_date(june(1), june(3), june(6), is_workday)
        self.assertEqual(day, june(8))

    def test_leave_that_covers_the_limit_asks_for_somebody_else(self):
        away = {june(day) for day in range(9, 30)}

        def is_free(day):
            return is_workday(day) and day not in away

        plan = (june(10), june(12), MONDAY, is_free)
        self.assertIsNone(cadence.planned_date(*plan, away.__contains__))
        self.assertEqual(cadence.planned_date(*plan), june(8))

    def test_leave_that_ends_in_time_is_waited_for(self):
        away = {june(10), june(11)}

        def is_free(day):
            return is_workday(day) and day not in away

        plan = (june(10), june(12), MONDAY, is_free, away.__contains__)
        self.assertEqual(cadence.planned_date(*plan), june(12))

    def test_nobody_who_never_works_is_planned(self):
        never = cadence.next_free(MONDAY, lambda day: False)
        self.assertIsNone(never)
        self.assertIsNone(cadence.previous_free(june(9), lambda day: False, MONDAY))

    def test_customers_are_spread_over_the_whole_interval(self):
        days = [cadence.spread(number, 1000, 14) for number in range(1000)]
        self.assertEqual(days, sorted(days))
        self.assertEqual((min(days), max(days)), (1, 14))
        loads = [days.count(day) for day in range(1, 15)]
        self.assertLessEqual(max(loads) - min(loads), 1)

    def test_a_rise_hurries_and_a_fall_puts_off_but_never_what_is_overdue(self):
        today = june(15)
        for old, new, rose, expected in (
            (june(20), june(17), True, june(17)),
            (june(20), june(25), True, june(20)),
            (june(20), june(10), True, today),
            (june(10), june(5), True, june(10)),
            (june(20), june(25), False, june(25)),
            (june(20), june(17), False, june(20)),
            (june(14), june(25), False, june(14)),
            (today, june(25), False, june(25)),
        ):
            moved = cadence.moved_date(old, new, rose, today)
            self.assertEqual(moved, expected, (old, new, rose))

    def test_the_limit_is_counted_from_the_same_day(self):
        due, hard = cadence.due_dates(MONDAY, 14, 30)
        self.assertEqual(hard - due, timedelta(days=16))
