import doctest
from datetime import date, datetime

from odoo.tests import BaseCase

from ..tools import kpi_period, kpi_sql
from ..tools.kpi_period import KpiPeriod


def june(day):
    start, stop = datetime(2026, 5, 31, 16), datetime(2026, 6, 30, 16)
    return KpiPeriod(date(2026, 6, 1), date(2026, 6, day), start, stop)


class TestPureKpi(BaseCase):
    def test_the_examples_hold(self):
        for module in (kpi_period, kpi_sql):
            self.assertEqual(doctest.testmod(module).failed, 0)

    def test_a_month_is_over_on_the_day_after_its_last_one(self):
        month = june(30)
        self.assertFalse(month.is_over)
        self.assertEqual((month.until, month.as_of), (date(2026, 6, 30),) * 2)
        month = KpiPeriod(month.first, date(2026, 7, 1), month.start, month.stop)
        self.assertTrue(month.is_over and month.is_last)
        self.assertEqual(month.as_of, date(2026, 7, 1))

    def test_only_the_month_before_the_running_one_is_the_last(self):
        month = june(1)
        month = KpiPeriod(month.first, date(2026, 8, 1), month.start, month.stop)
        self.assertTrue(month.is_over)
        self.assertFalse(month.is_last)

    def test_a_running_month_is_compared_with_as_many_days(self):
        self.assertEqual(june(9).year_before, (date(2025, 6, 1), date(2025, 6, 9)))

    def test_the_pace_is_whole_at_the_end(self):
        self.assertEqual((june(3).pace, june(30).pace), (0.1, 1.0))

    def test_a_light_says_how_far_it_is_from_the_target(self):
        lights = [kpi_sql.light(value, 10, "up") for value in (10, 9.5, 9, 8.9)]
        self.assertEqual(lights, ["green", "amber", "amber", "red"])
        lights = [kpi_sql.light(value, 10, "down") for value in (10, 10.5, 11, 11.1)]
        self.assertEqual(lights, ["green", "amber", "amber", "red"])

    def test_a_target_below_zero_has_its_tolerance_too(self):
        lights = [kpi_sql.light(value, -10, "up") for value in (-10, -11, -12)]
        self.assertEqual(lights, ["green", "amber", "red"])

    def test_without_a_value_or_a_target_there_is_no_light(self):
        self.assertIsNone(kpi_sql.light(None, 1, "up"))
        self.assertIsNone(kpi_sql.light(1, None, "up"))
