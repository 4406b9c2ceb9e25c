from datetime import date, timedelta

from odoo.tests.common import BaseCase

from .reference import classify, months_before
from .reference_cases import AS_OF, contributions, one


class TestReferenceValue(BaseCase):
    def test_the_window_begins_after_the_same_day_a_year_before(self):
        result = one((date(2025, 6, 30), 7), (date(2025, 7, 1), 5), (AS_OF, 3))
        self.assertEqual(result.contribution, 8)
        self.assertEqual(result.previous_contribution, 7)

    def test_months_before_end_in_a_shorter_month(self):
        self.assertEqual(months_before(date(2026, 5, 31), 3), date(2026, 2, 28))
        self.assertEqual(months_before(date(2028, 5, 31), 3), date(2028, 2, 29))
        self.assertEqual(months_before(date(2028, 2, 29), 12), date(2027, 2, 28))

    def test_what_is_bought_later_is_unknown(self):
        self.assertEqual(classify([(1, AS_OF + timedelta(1), 9)], AS_OF), {})

    def test_a_refund_changes_the_sum_only(self):
        result = one((date(2026, 1, 5), 100), (date(2026, 3, 5), -30))
        self.assertEqual(result.contribution, 70)
        self.assertEqual((result.order_count, result.average_order), (1, 100))
        self.assertEqual(result.last_purchase_date, date(2026, 1, 5))

    def test_a_free_order_is_a_purchase(self):
        result = one((date(2026, 1, 5), 100), (date(2026, 3, 5), 0))
        self.assertEqual((result.order_count, result.average_order), (2, 50))
        self.assertEqual(result.last_purchase_date, date(2026, 3, 5))
        self.assertEqual(result.recency_days, 117)

    def test_a_refund_alone_makes_no_customer(self):
        self.assertEqual(classify([(1, date(2026, 1, 5), -30)], AS_OF), {})

    def test_the_trend_compares_with_the_window_before(self):
        self.assertEqual(one((date(2025, 1, 5), 80), (AS_OF, 100)).trend, 0.25)

    def test_nothing_positive_before_leaves_the_trend_empty(self):
        first = (date(2025, 1, 5), 80)
        self.assertIsNone(one((AS_OF, 100)).trend)
        self.assertIsNone(one(first, (date(2025, 2, 5), -80), (AS_OF, 100)).trend)

    def test_no_order_in_the_window_leaves_the_average_empty(self):
        result = one((date(2025, 1, 5), 80))
        self.assertEqual((result.order_count, result.average_order), (0, None))

    def test_the_interval_runs_over_the_days_of_two_windows(self):
        days = [date(2024, 7, 1), date(2024, 7, 11), date(2024, 7, 31)]
        orders = [(day, 5) for day in days]
        self.assertEqual(one(*orders).mean_interval_days, 15)
        self.assertEqual(one(*orders, *orders).mean_interval_days, 15)
        self.assertEqual(one(*orders, (days[0], -5)).mean_interval_days, 15)

    def test_two_days_tell_no_interval(self):
        days = [date(2024, 6, 30), date(2025, 1, 1), date(2026, 1, 1)]
        self.assertIsNone(one(*[(day, 5) for day in days]).mean_interval_days)

    def test_equal_contributions_rank_by_customer(self):
        ranks = [result.rank for result in contributions(10, 40, 40, 0)]
        self.assertEqual(ranks, [3, 1, 2, 4])

    def test_shares_are_parts_of_what_is_positive(self):
        results = contributions(75, 25, 0)
        results += [one((date(2026, 1, 5), 10), (date(2026, 2, 5), -20))]
        self.assertEqual([r.share for r in results], [0.75, 0.25, 0, 0])
        self.assertEqual([r.cumulative_share for r in results], [0.75, 1, 1, 0])

    def test_a_negative_sum_takes_nothing_from_the_shares_of_others(self):
        day = date(2026, 1, 15)
        purchases = [("a", day, 50), ("b", day, 10), ("b", day, -40)]
        results = classify(purchases, AS_OF)
        self.assertEqual((results["a"].share, results["b"].share), (1, 0))
        self.assertEqual(results["b"].rank, 2)

    def test_a_fifth_of_the_customers_is_above_the_percentile_80(self):
        found = [result.percentile for result in contributions(*range(10, 0, -1))]
        self.assertEqual(found, [100, 90, 80, 70, 60, 50, 40, 30, 20, 10])

    def test_equal_contributions_share_the_better_percentile(self):
        found = [result.percentile for result in contributions(5, 5, 5, 1)]
        self.assertEqual(found, [100, 100, 100, 25])

    def test_the_percentile_counts_whole_parts_of_a_hundred(self):
        found = [result.percentile for result in contributions(3, 2, 1)]
        self.assertEqual(found, [100, 67, 34])
