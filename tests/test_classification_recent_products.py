from odoo.tests import tagged

from .recent_common import RecentCommon


@tagged("post_install", "-at_install")
class TestRecentProducts(RecentCommon):
    """Where products are counted, revenue still tells who has potential."""

    def setUp(self):
        super().setUp()
        self.policy.write({"measure": "products", "stability_cut": 0.9})
        self.policy.tier_ids.is_key = False

    def stand_beside(self, *amounts, pipeline):
        """A customer to whom nothing happens but that the best one falls behind it."""
        customer, best = self.customer(), self.customer()
        for amount in amounts:
            self.deal(customer, "2026-01-05", amount, product_name="Saw")
        deals = [
            self.deal(best, "2026-01-05", product_name=f"Lathe {n}") for n in range(9)
        ]
        self.opportunity(customer, expected_revenue=pipeline, probability=20)
        profiles = self.env["care.profile"]
        profiles._refresh(self.company)
        self.assertEqual(customer.care_quadrant, "e4")
        self.age()
        deals[0].browse([deal.id for deal in deals]).active = False
        profiles._refresh_recent(self.company)
        self.assertEqual(customer.care_quadrant, "e2")
        return customer

    def test_refunds_are_taken_off_before_the_pipeline_is_compared(self):
        customer = self.stand_beside(100, -60, pipeline=50)
        self.assertEqual(customer.care_segment, "potential")
        self.assertEqual(sum(self.env["care.profile"]._refresh(self.company)), 0)

    def test_revenue_is_exact_though_the_average_order_is_rounded(self):
        customer = self.stand_beside(33, 33, 34, pipeline=99.99)
        self.assertEqual(customer.care_segment, "general")
        self.assertEqual(sum(self.env["care.profile"]._refresh(self.company)), 0)
