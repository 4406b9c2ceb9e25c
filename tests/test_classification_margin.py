from odoo.exceptions import ValidationError
from odoo.tests import tagged

from .common import CareCommon


@tagged("post_install", "-at_install")
class TestMargin(CareCommon):
    """Margins come with an app of their own: run without it and with it."""

    def is_known(self):
        return "margin" in self.env["sale.order"]._fields

    def test_margin_is_taken_only_where_it_is_known(self):
        if self.is_known():
            self.policy.measure = "margin"
        else:
            self.assertRefuses(
                ValidationError,
                "Margins in Sales Orders",
                self.policy.write,
                {"measure": "margin"},
            )
        self.assertEqual(self.policy.measure == "margin", self.is_known())

    def test_what_orders_and_deals_earn_is_the_contribution(self):
        customer = self.customer()
        order = self.order(customer, amount=100)
        self.deal(customer, "2026-06-01", 500, margin=30)
        expected = 600  # ordered revenue
        if self.is_known():
            order.order_line.purchase_price = 60
            self.policy.measure = "margin"
            expected = 70
        self.refresh("2026-06-30")
        self.assertEqual(customer.care_contribution, expected)
        self.assertEqual(customer.care_profile_id.average_order, 300)
