from odoo import fields, models
from odoo.tools import SQL


class CareValueReport(models.Model):
    """What each customer is worth: contribution, growth, prospects, share of spend."""

    _name = "care.value.report"
    _description = "Value of Customers"
    _inherit = ["care.customer.report"]
    _auto = False
    _order = "contribution desc nulls last, partner_id"

    contribution = fields.Monetary(readonly=True)
    previous_contribution = fields.Monetary(readonly=True)
    growth = fields.Monetary(
        string="More Than Before",
        readonly=True,
        help="Contribution less that of the window before.",
    )
    expected_contribution = fields.Monetary(
        readonly=True, help="Expected revenue of the open opportunities."
    )
    order_count = fields.Integer(string="Orders", readonly=True)
    revenue = fields.Monetary(readonly=True, help="Orders times their average size.")
    yearly_spend = fields.Monetary(
        string="Yearly Spend in Our Field",
        readonly=True,
        help="What we think customers spend with everybody, where we know.",
    )
    spend_share = fields.Float(
        string="Our Share (%)",
        readonly=True,
        aggregator="avg",
        help="Revenue of a year in the yearly spend, where we know that.",
    )
    share = fields.Float(
        string="Share of Contribution (%)",
        readonly=True,
        help="In that of all customers of the company.",
    )
    years = fields.Float(string="Years as Customer", readonly=True, aggregator="avg")
    stability = fields.Float(readonly=True, aggregator="avg")

    @property
    def _table_query(self):
        return SQL(
            """SELECT f.id, %(columns)s, f.contribution, f.previous_contribution,
                      f.contribution - f.previous_contribution AS growth,
                      f.expected_contribution, f.order_count, f.stability,
                      f.order_count * f.average_order AS revenue,
                      NULLIF(y.spend, 0) AS yearly_spend,
                      f.order_count * f.average_order * 1200 / k.window_months
                          / NULLIF(y.spend, 0) AS spend_share,
                      100 * greatest(f.contribution, 0) / NULLIF(t.total, 0) AS share,
                      (w.until - f.first_purchase_date) / 365.25 AS years
                 FROM %(tables)s
                 LEFT JOIN (%(windows)s) w ON w.company_id = f.company_id
                 LEFT JOIN LATERAL (
                      SELECT (p.care_yearly_spend->>f.company_id::text)::float8 AS spend
                      ) y ON TRUE
                 LEFT JOIN (%(totals)s) t ON t.company_id = f.company_id""",
            columns=self._customer_columns(),
            tables=self._customer_tables(),
            windows=self._windows(),
            totals=self._contribution_totals(),
        )
