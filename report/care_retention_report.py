from odoo import fields, models
from odoo.tools import SQL


class CareRetentionReport(models.Model):
    """Which customers of a month end bought again within the months of the policy: as
    soon as these are over."""

    _name = "care.retention.report"
    _description = "Customers that Bought Again"
    _inherit = ["care.month.report"]
    _auto = False
    _order = "date desc, contribution desc nulls last, id"

    cohort = fields.Date(string="First Purchase", readonly=True)
    retention = fields.Float(
        string="Foretold (%)",
        readonly=True,
        aggregator="avg",
        help="The retention that was told at that month end.",
    )
    retained = fields.Float(string="Bought Again (%)", readonly=True, aggregator="avg")
    next_purchase_date = fields.Date(string="Next Purchase", readonly=True)

    @property
    def _table_query(self):
        until = SQL(
            """(date_trunc('month', s.date)
                + make_interval(months => k.retention_horizon_months + 1))::date - 1"""
        )
        return SQL(
            """SELECT %(columns)s, f.first_purchase_date AS cohort,
                      s.next_purchase_date, 100 * s.retention AS retention,
                      CASE WHEN s.next_purchase_date <= %(until)s
                           THEN 100.0 ELSE 0.0 END AS retained
                 FROM %(tables)s
                WHERE f.first_purchase_date <= s.date
                  AND s.date <= k.retention_kept_until
                  AND %(until)s <= k.retention_kept_until""",
            columns=self._month_columns(),
            tables=self._month_tables(),
            until=until,
        )
