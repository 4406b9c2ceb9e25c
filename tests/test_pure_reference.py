from calendar import monthrange
from datetime import date, timedelta
from fractions import Fraction

from odoo.tests.common import BaseCase

from .reference import Rules, Standing, classify, months_before, step_tier

AS_OF = date(2026, 6, 30)
AMOUNT_TIERS = (("Key", 1000, True), ("Important", 500, False), ("General", 0, False))


def one(*orders, as_of=AS_OF, rules=None, opportunities=()):
    """The Result of a customer who bought alone: (day, amount) …"""
    purchases = [(1, day, amount) for day, amount in orders]
    return classify(purchases, as_of, rules or Rules(), opportunities)[1]


def contributions(*amounts, rules=None):
    """The Results, in order, of customers who bought once for so much."""
    day = date(2026, 1, 15)
    purchases = [(n, day, amount) for n, amount in enumerate(amounts)]
    results = classify(purchases, AS_OF, rules or Rules())
    return [results[n] for n in range(len(amounts))]


def tiers(*amounts, **rules):
    return [result.tier for result in contributions(*amounts, rules=Rules(**rules))]


def month_days(year, day, count):
    """That day, or the last, of so many months from January of the year on."""
    months = [(year + m // 12, m % 12 + 1) for m in range(count)]
    return [date(y, m, min(day, monthrange(y, m)[1])) for y, m in months]


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


class TestReferenceTier(BaseCase):
    def test_equal_contributions_get_one_tier(self):
        found = tiers(40, 40, 10, 10)
        self.assertEqual(found, ["Key", "Key", "Important", "Important"])

    def test_who_crosses_the_ceiling_is_still_inside(self):
        found = tiers(79, 2, 10, 9)
        self.assertEqual(found, ["Key", "General", "Key", "Important"])

    def test_who_begins_at_the_ceiling_is_outside(self):
        self.assertEqual(tiers(80, 15, 5), ["Key", "Important", "General"])

    def test_cents_decide_at_the_ceiling(self):
        found = tiers(7.99, 0.01, 2)
        self.assertEqual(found, ["Key", "General", "Key"])

    def test_nothing_positive_in_the_window_gets_the_last_tier(self):
        self.assertEqual(tiers(10, 0), ["Key", "General"])
        self.assertEqual(tiers(0, 0), ["General", "General"])
        self.assertEqual(tiers(10, 0, tier_method="percentile"), ["Key", "General"])

    def test_percentile_tiers_count_customers(self):
        percents = (("A", 20, True), ("B", 50, False), ("C", 100, False))
        found = tiers(*range(10, 0, -1), tier_method="percentile", tiers=percents)
        self.assertEqual("".join(found), "AABBBCCCCC")

    def test_ties_use_their_best_rank(self):
        percents = (("A", 20, True), ("B", 50, False), ("C", 100, False))
        found = tiers(9, 5, 5, 5, 1, tier_method="percentile", tiers=percents)
        self.assertEqual("".join(found), "ABBBC")

    def test_a_floor_belongs_to_its_tier(self):
        found = tiers(1000, 999.99, 500, 1, tier_method="amount", tiers=AMOUNT_TIERS)
        self.assertEqual(found, ["Key", "Important", "Important", "General"])

    def test_below_every_floor_is_the_last_tier(self):
        floors = (("Key", 1000, True), ("Good", 500, False))
        self.assertEqual(tiers(499, tier_method="amount", tiers=floors), ["Good"])

    def test_a_prospect_has_no_tier_and_no_rank(self):
        result = classify([], AS_OF, opportunities=[(1, 50, 20)])[1]
        self.assertEqual((result.tier, result.rank, result.percentile), (None,) * 3)


class TestReferenceTierSteps(BaseCase):
    def steps(self, *computed, rules=None, contribution=0, first_purchase=None):
        """Tiers after each month end of 2026, of one who began in the first."""
        standing, found = None, []
        for tier, day in zip(computed, month_days(2026, 31, 12), strict=False):
            standing = step_tier(
                standing, tier, day, rules or Rules(), contribution, first_purchase
            )
            found.append(standing.tier)
        return found

    def test_a_rise_is_immediate(self):
        self.assertEqual(self.steps(2, 0), [2, 0])
        self.assertEqual(step_tier(Standing(2), 1, date(2026, 6, 12), Rules()).tier, 1)

    def test_a_fall_takes_two_months_running(self):
        self.assertEqual(self.steps(0, 1, 1), [0, 0, 1])
        self.assertEqual(self.steps(0, 1, 0, 1, 1), [0, 0, 0, 0, 1])

    def test_a_fall_goes_to_the_tier_of_the_last_month(self):
        self.assertEqual(self.steps(0, 2, 1), [0, 0, 1])

    def test_a_fall_may_take_more_months(self):
        found = self.steps(0, 1, 1, 1, rules=Rules(demotion_runs=3))
        self.assertEqual(found, [0, 0, 0, 1])

    def test_one_run_falls_at_the_first_month_end(self):
        self.assertEqual(self.steps(0, 1, rules=Rules(demotion_runs=1)), [0, 1])

    def test_days_between_month_ends_do_not_count(self):
        found = step_tier(Standing(0), 1, date(2026, 6, 29), Rules())
        self.assertEqual(found, Standing(0))

    def test_a_second_refresh_of_a_month_end_counts_nothing(self):
        once = step_tier(Standing(0), 1, AS_OF, Rules())
        self.assertEqual(once, Standing(0, AS_OF))
        self.assertEqual(step_tier(once, 1, AS_OF, Rules()), once)

    def test_a_customer_of_ninety_days_does_not_fall(self):
        found = self.steps(0, 1, 1, 1, first_purchase=date(2025, 12, 31))
        self.assertEqual(found, [0, 0, 0, 1])
        found = self.steps(0, 1, 1, 1, first_purchase=date(2025, 12, 30))
        self.assertEqual(found, [0, 0, 1, 1])

    def test_the_amount_method_forgives_a_tenth_of_the_floor(self):
        rules = Rules(tier_method="amount", tiers=AMOUNT_TIERS)
        kept = self.steps(0, 1, 1, rules=rules, contribution=900)
        lost = self.steps(0, 1, 1, rules=rules, contribution=Fraction(89999, 100))
        self.assertEqual((kept, lost), ([0, 0, 0], [0, 0, 1]))


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


class TestReferenceSegment(BaseCase):
    def general(self, *orders, opportunities=()):
        """The segment of one who is in the tier General."""
        purchases = [(1, day, amount) for day, amount in orders]
        purchases += [(2, date(2026, 1, 1), 99999)]
        return classify(purchases, AS_OF, opportunities=opportunities)[1].segment

    def test_a_year_without_purchase_is_lost(self):
        self.assertEqual(one((AS_OF - timedelta(365), 5)).segment, "lost")
        self.assertEqual(one((AS_OF - timedelta(364), 5)).segment, "dormant")

    def test_a_slow_rhythm_is_not_lost_so_soon(self):
        days = [date(2024, 7, 1), date(2024, 12, 15), date(2025, 6, 1)]
        orders = [(day, 5) for day in days]
        self.assertEqual(one(*orders).segment, "dormant")
        orders[1] = (date(2025, 5, 30), 5)
        orders[0] = (date(2025, 5, 28), 5)
        self.assertEqual(one(*orders).segment, "lost")

    def test_half_a_year_without_purchase_is_dormant(self):
        self.assertEqual(one((AS_OF - timedelta(180), 5)).segment, "dormant")
        self.assertEqual(one((AS_OF - timedelta(179), 5)).segment, "key")

    def test_key_follows_the_mark_of_the_tier(self):
        rules = Rules(tiers=(("Key", 80, False), ("Rest", 100, True)))
        self.assertEqual(one((date(2026, 3, 1), 5), rules=rules).segment, "general")

    def test_thirty_percent_more_than_before_is_potential(self):
        before = date(2025, 1, 1)
        self.assertEqual(
            self.general((before, 10), (date(2026, 3, 1), 13)), "potential"
        )
        self.assertEqual(
            self.general((before, 10), (date(2026, 3, 1), 12.99)), "general"
        )

    def test_an_open_pipeline_as_large_as_the_contribution_is_potential(self):
        order = (date(2026, 3, 1), 10)
        found = [self.general(order, opportunities=[(1, n, 0)]) for n in (10, 9.99)]
        self.assertEqual(found, ["potential", "general"])

    def test_no_pipeline_is_no_potential(self):
        orders = [(date(2025, 1, 1), 5), (date(2026, 3, 1), 0)]
        self.assertEqual(self.general(*orders, opportunities=[(1, 0, 0)]), "general")

    def test_a_prospect_has_a_quadrant_and_no_segment(self):
        result = classify([], AS_OF, opportunities=[(1, 50, 20)])[1]
        self.assertEqual((result.quadrant, result.segment), ("p2", ""))
