import random
from datetime import date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

from odoo.tests import BaseCase

from odoo.addons.crm_customer_care.tools.worktime import (
    HORIZON,
    ElapsedTime,
    WorkTime,
    consumed,
    deadline,
    segments,
)

HOUR = 3600
FIRST = date(2026, 1, 1)
HOLIDAYS = {FIRST + timedelta(days=9 * number) for number in range(90)}
HOURS = ((time(9), time(12)), (time(13), time(18)))


def spans(zone, days=800):
    """Working hours of Monday to Friday without holidays, in UTC seconds."""
    for number in range(days):
        day = FIRST + timedelta(days=number)
        if day.weekday() < 5 and day not in HOLIDAYS:
            for start, stop in HOURS:
                yield tuple(
                    datetime.combine(day, hour, ZoneInfo(zone)).timestamp()
                    for hour in (start, stop)
                )


def text(instant):
    return datetime.fromtimestamp(instant, timezone.utc).strftime("%Y-%m-%d %H:%M:%S")


class TestWorkTime(BaseCase):
    def test_before_the_first_and_after_the_last_span_nothing_is_worked(self):
        work = WorkTime([(10, 20), (30, 40)])
        self.assertEqual(
            [work.worked(t) for t in (0, 10, 15, 25, 40, 99)], [0, 0, 5, 10, 20, 20]
        )

    def test_a_budget_that_ends_with_a_span_ends_there(self):
        work = WorkTime([(10, 20), (30, 40)])
        self.assertEqual(work.plan(10, 10), 20)
        self.assertEqual(work.plan(10, 11), 31)

    def test_a_start_outside_counts_from_the_next_span(self):
        work = WorkTime([(10, 20), (30, 40)])
        self.assertEqual((work.plan(0, 3), work.plan(25, 3)), (13, 33))
        self.assertEqual((work.plan(25, 0), work.plan(12, -5)), (30, 12))

    def test_beyond_the_spans_nothing_is_planned(self):
        work = WorkTime([(10, 20)])
        self.assertIsNone(work.plan(15, 6))
        self.assertIsNone(work.plan(20, 0))
        self.assertIsNone(WorkTime([]).plan(0, 1))

    def test_elapsed_time_counts_all(self):
        work = ElapsedTime()
        self.assertEqual((work.plan(5, 3), work.plan(5, -3)), (8, 5))
        self.assertEqual(consumed(work, [(1, 4), (6, 7)]), 4)

    def test_pauses_cut_the_time_into_segments(self):
        self.assertEqual(segments(0, 9, []), [(0, 9)])
        self.assertEqual(segments(5, 9, [(1, 4)]), [(5, 9)])
        self.assertEqual(segments(0, 9, [(6, 7), (1, 4)]), [(0, 1), (4, 6), (7, 9)])
        self.assertEqual(segments(0, 5, [(6, 7)]), [(0, 5)])
        self.assertEqual(segments(0, 5, [(0, 5)]), [])

    def test_a_deadline_never_lies_in_a_pause(self):
        work = ElapsedTime()
        self.assertEqual(deadline(work, 4, segments(0, None, [(2, 5)])), 7)
        self.assertIsNone(deadline(work, 4, segments(0, None, [(2, None)])))
        self.assertEqual(deadline(work, 2, segments(0, None, [(2, 5)])), 2)

    def test_deadline_and_consumed_time_agree(self):
        work, draw = WorkTime(spans("Asia/Shanghai")), random.Random(7)
        first = work.starts[0]
        for _number in range(200):
            times = sorted(first + draw.randrange(200 * 24 * HOUR) for _ in range(5))
            start, *edges = times
            pauses = [(edges[0], edges[1]), (edges[2], edges[3])]
            budget = draw.randrange(1, 300 * HOUR)
            end = deadline(work, budget, segments(start, None, pauses))
            self.assertAlmostEqual(
                consumed(work, segments(start, end, pauses)), budget, 3
            )

    def test_what_comes_next_is_given_to_whoever_counts_on(self):
        work = WorkTime([(10, 20), (30, 40), (50, 60)])
        self.assertEqual(work.spans_after(15, 2), [(15, 20), (30, 40)])
        self.assertEqual(work.spans_after(20, 1), [(30, 40)])
        self.assertEqual(ElapsedTime().spans_after(5, 1), [(5, 5 + HORIZON)])


class TestAgainstAnotherPlanner(BaseCase):
    def check_zone(self, zone):
        import pytz
        from businesstimedelta import BusinessTimeDelta, HolidayRule, Rules, WorkDayRule

        place = pytz.timezone(zone)
        days = [WorkDayRule(start, stop, range(5), tz=place) for start, stop in HOURS]
        rules = Rules([*days, HolidayRule(HOLIDAYS, tz=place)])
        work, draw = WorkTime(spans(zone)), random.Random(zone)
        first = datetime(2026, 1, 3, tzinfo=timezone.utc)
        for _number in range(250):
            start = first + timedelta(minutes=draw.randrange(400 * 24 * 60))
            budget = draw.randrange(1, 100 * 60) * 60
            other = start + BusinessTimeDelta(rules, seconds=budget)
            ours = work.plan(start.timestamp(), budget)
            self.assertEqual(text(ours), text(other.timestamp()), (start, budget))
            used = rules.difference(start, other).timedelta.total_seconds()
            self.assertEqual(work.worked(ours) - work.worked(start.timestamp()), used)

    def test_it_plans_the_same_in_shanghai(self):
        self.check_zone("Asia/Shanghai")

    def test_it_plans_the_same_where_clocks_change_twice_a_year(self):
        self.check_zone("America/New_York")
