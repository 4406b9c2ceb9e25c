from datetime import date
from fractions import Fraction

from odoo.tests.common import BaseCase

from .reference import Rules, Standing, classify, step_tier
from .reference_cases import AS_OF, contributions, month_days

AMOUNT_TIERS = (("Key", 1000, True), ("Important", 500, False), ("General", 0, False))


def tiers(*amounts, **rules):
    return [result.tier for result in contributions(*amounts, rules=Rules(**rules))]


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
