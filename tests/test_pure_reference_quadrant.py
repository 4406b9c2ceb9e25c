from datetime import date, timedelta

from odoo.tests.common import BaseCase

from .reference import Rules, classify
from .reference_cases import AS_OF, contributions, month_days, one


class TestReferenceQuadrant(BaseCase):
    def test_twelve_equal_monthly_orders_are_wholly_stable(self):
        days = month_days(2025, 15, 18)[6:]
        self.assertEqual(days[0], date(2025, 7, 15))
        self.assertEqual(one(*[(day, 250) for day in days]).stability, 1)

    def test_orders_on_the_last_day_of_months_are_wholly_stable_on_any_day(self):
        orders = [(day, 250) for day in month_days(2024, 31, 30)]
        for back in range(60):
            result = one(*orders, as_of=AS_OF - timedelta(back))
            self.assertEqual(result.stability, 1)

    def test_a_single_order_is_judged_since_its_own_month(self):
        found = one((date(2025, 8, 1), 1200)).stability
        months, quarters = 1 / (1 + 10**0.5), 1 / (1 + 3**0.5)
        self.assertAlmostEqual(found, 0.5 * quarters + 0.3 * months, 6)
        self.assertAlmostEqual(found, 0.2551, 4)

    def test_stability_waits_for_the_end_of_the_month(self):
        orders = [(date(2025, 8, 1), 1200), (date(2026, 6, 2), 50)]
        before = one(orders[0], as_of=date(2026, 5, 31)).stability
        self.assertEqual(one(*orders, as_of=date(2026, 6, 29)).stability, before)
        self.assertNotEqual(one(*orders, as_of=AS_OF).stability, before)

    def test_no_ended_month_and_no_revenue_are_not_stable(self):
        self.assertEqual(
            one((date(2026, 6, 2), 5), as_of=date(2026, 6, 9)).stability, 0
        )
        self.assertEqual(one((date(2025, 6, 2), 5)).stability, 0)
        self.assertEqual(one((date(2026, 1, 5), 5), (AS_OF, -5)).stability, 0)

    def test_weights_are_normalised(self):
        orders = [(date(2025, 8, 1), 1200), (date(2026, 2, 1), 300)]
        found = one(*orders, rules=Rules(weights=(5, 3, 2))).stability
        self.assertEqual(found, one(*orders).stability)

    def test_a_newcomer_is_not_rated(self):
        result = one((date(2026, 5, 31), 100), (date(2026, 6, 30), 300))
        self.assertEqual((result.quadrant, result.segment), ("", "new"))

    def test_rating_begins_three_months_after_the_first_purchase(self):
        self.assertEqual(one((date(2026, 3, 31), 100)).quadrant, "")
        self.assertEqual(one((date(2026, 3, 30), 100)).quadrant, "e2")

    def test_contribution_comes_first_in_the_quadrant(self):
        purchases = [("hh", day, 100) for day in month_days(2025, 15, 18)]
        purchases += [("hl", date(2025, 8, 1), 1000)]
        purchases += [("lh", day, 1) for day in month_days(2025, 15, 18)]
        purchases += [("ll", date(2025, 8, 1), 5)]
        found = {c: r.quadrant for c, r in classify(purchases, AS_OF).items()}
        self.assertEqual(found, {"hh": "e1", "hl": "e2", "lh": "e3", "ll": "e4"})

    def test_a_point_on_a_cut_belongs_to_the_higher_side(self):
        amount = Rules(contribution_method="amount", contribution_cut=100)
        median = Rules(contribution_method="median")
        percentile = Rules(contribution_method="percentile", contribution_cut=20)
        for rules, expected in (amount, "hh"), (median, "hh"), (percentile, "hl"):
            results = contributions(150, 100, 50, rules=rules)
            found = "".join("hl"[r.quadrant == "e4"] for r in results)
            self.assertEqual(found, expected + "l")

    def test_nothing_in_the_window_is_never_a_high_contribution(self):
        for method in "share", "median", "percentile", "amount":
            rules = Rules(contribution_method=method, contribution_cut=0)
            found = contributions(1, 0, 0, rules=rules)[1].quadrant
            self.assertEqual(found, "e4")

    def test_the_median_of_stability_is_that_of_the_rated(self):
        days = [date(2026, 6, 1), date(2026, 6, 2)]
        purchases = [(1, date(2025, 8, 1), 9)] + [(2, day, 9) for day in days]
        results = classify(purchases, AS_OF, Rules(stability_method="median"))
        self.assertGreater(results[2].stability, results[1].stability)
        self.assertEqual((results[1].quadrant, results[2].quadrant), ("e1", ""))

    def test_stability_on_its_cut_is_high(self):
        cut = one((date(2025, 8, 1), 1200)).stability
        rules = Rules(stability_cut=cut)
        self.assertEqual(one((date(2025, 8, 1), 1200), rules=rules).quadrant, "e1")
        rules = Rules(stability_method="median")
        self.assertEqual(one((date(2025, 8, 1), 1200), rules=rules).quadrant, "e1")

    def test_a_prospect_is_placed_by_pipeline_and_intention(self):
        opportunities = [(1, 100, 10), (1, 100, 50), (2, 150, 49)]
        opportunities += [(3, 50, 90), (4, 20, 0)]
        results = classify([], AS_OF, opportunities=opportunities)
        self.assertEqual(
            (results[1].expected_contribution, results[1].intention), (200, 50)
        )
        found = [results[n].quadrant for n in (1, 2, 3, 4)]
        self.assertEqual(found, ["p1", "p2", "p3", "p4"])

    def test_a_fixed_amount_may_cut_the_pipeline(self):
        rules = Rules(expected_method="amount", expected_cut=100)
        results = classify([], AS_OF, rules, [(1, 100, 0), (2, 99.99, 0)])
        self.assertEqual([results[n].quadrant for n in (1, 2)], ["p2", "p4"])
