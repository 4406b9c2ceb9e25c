from odoo import api, fields, models
from odoo.tools import SQL


class CareBehaviourReport(models.Model):
    """How each customer buys: how often, how much at once, and how many products."""

    _name = "care.behaviour.report"
    _description = "Buying Behaviour"
    _inherit = ["care.customer.report"]
    _auto = False
    _order = "order_count desc nulls last, partner_id"

    order_count = fields.Integer(string="Orders", readonly=True)
    average_order = fields.Monetary(
        string="Basket", readonly=True, aggregator="avg", help="Average order."
    )
    mean_interval_days = fields.Float(
        string="Days between Purchases", readonly=True, aggregator="avg"
    )
    recency_days = fields.Integer(
        string="Days since Purchase", readonly=True, aggregator="avg"
    )
    product_count = fields.Integer(
        string="Distinct Products",
        readonly=True,
        aggregator="avg",
        help="Different products bought within the window.",
    )
    order_products = fields.Float(
        string="Products per Order", readonly=True, aggregator="avg"
    )
    first_purchase_date = fields.Date(readonly=True)
    last_purchase_date = fields.Date(readonly=True)

    @property
    def _table_query(self):
        return SQL(
            """SELECT f.id, %(columns)s, f.order_count, f.average_order,
                      f.mean_interval_days, f.first_purchase_date, f.last_purchase_date,
                      w.until - f.last_purchase_date AS recency_days,
                      b.product_count::int, b.order_products
                 FROM %(tables)s
                 LEFT JOIN (%(windows)s) w ON w.company_id = f.company_id
                 LEFT JOIN (%(baskets)s) b
                        ON b.partner_id = f.partner_id AND b.company_id = f.company_id
                WHERE f.first_purchase_date IS NOT NULL""",
            columns=self._customer_columns(SQL("c.currency_id")),
            tables=self._customer_tables(),
            windows=self._windows(),
            baskets=self._of_policies(self._baskets),
        )

    @api.model
    def _baskets(self, policy):
        """SQL of distinct products in all, and on average in one order or deal."""
        return SQL(
            """SELECT d.partner_id, %s::int AS company_id,
                      count(DISTINCT d.item) AS product_count,
                      count(*)::float8 / count(DISTINCT d.document) AS order_products
                 FROM (SELECT i.partner_id, i.document, i.item FROM (%s) i
                        GROUP BY i.partner_id, i.document, i.item) d
                GROUP BY d.partner_id""",
            policy.company_id.id,
            policy._care_basket_items(),
        )

    def action_open_orders(self):
        """Open the orders of the window."""
        self.ensure_one()
        start, stop = self._get_window_moments()
        return self._open(
            "sale.order",
            [
                ("partner_id.commercial_partner_id", "=", self.partner_id.id),
                ("company_id", "=", self.company_id.id),
                ("state", "=", "sale"),
                ("date_order", ">=", start),
                ("date_order", "<", stop),
            ],
        )
