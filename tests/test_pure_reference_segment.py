from datetime import date, timedelta

from odoo.tests.common import BaseCase

from .reference import Rules, classify
from .reference_cases import AS_OF, one


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
