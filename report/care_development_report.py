from odoo import api, fields, models
from odoo.tools import SQL

# by how much a contribution changes before it is said to
TOLERANCE = 0.05
DIRECTIONS = [
    ("new", "New"),
    ("growing", "Growing"),
    ("steady", "Steady"),
    ("falling", "Falling"),
    ("gone", "No Longer Buying"),
    ("prospect", "Prospect"),
]


class CareDevelopmentReport(models.Model):
    """Customers month by month: who came, grew, fell, and stopped to buy."""

    _name = "care.development.report"
    _description = "Development of Customers"
    _inherit = ["care.month.report"]
    _auto = False
    _order = "date desc, contribution desc nulls last, id"

    direction = fields.Selection(
        DIRECTIONS,
        readonly=True,
        help="New: the first purchase was in this month. Growing and falling: the "
        "contribution differs by more than 5 % from that of the month end before.",
    )
    change = fields.Monetary(
        readonly=True, help="Contribution less that of the month end before."
    )
    revenue = fields.Monetary(
        string="Revenue of the Month",
        readonly=True,
        currency_field="company_currency_id",
    )
    purchase_count = fields.Integer(string="Purchases of the Month", readonly=True)
    company_currency_id = fields.Many2one(
        "res.currency", string="Currency of the Company", readonly=True
    )

    @property
    def _table_query(self):
        return SQL(
            """SELECT %(columns)s, %(direction)s AS direction,
                      s.contribution - o.contribution AS change, b.revenue,
                      COALESCE(b.purchases, 0)::int AS purchase_count,
                      c.currency_id AS company_currency_id
                 FROM %(tables)s
                 LEFT JOIN (%(bought)s) b ON b.company_id = s.company_id
                       AND b.partner_id = s.partner_id AND b.date = s.date""",
            columns=self._month_columns(),
            direction=self._direction(),
            tables=self._month_tables(),
            bought=self._of_policies(self._bought),
        )

    @api.model
    def _direction(self):
        return SQL(
            """CASE WHEN f.first_purchase_date >= date_trunc('month', s.date)
                     AND f.first_purchase_date <= s.date THEN 'new'
                    WHEN s.contribution IS NULL THEN 'prospect'
                    WHEN s.contribution <= 0 THEN 'gone'
                    WHEN o.contribution IS NULL THEN NULL
                    WHEN s.contribution > o.contribution * %(more)s THEN 'growing'
                    WHEN s.contribution < o.contribution * %(less)s THEN 'falling'
                    ELSE 'steady' END""",
            more=1 + TOLERANCE,
            less=1 - TOLERANCE,
        )

    @api.model
    def _bought(self, policy):
        """SQL of what customers of a company bought in each month."""
        rows = [
            SQL("SELECT date, partner_id, amount FROM (%s) x", source)
            for source in policy._care_purchase_sources().values()
        ]
        return SQL(
            """SELECT y.partner_id, %(company)s::int AS company_id,
                      (date_trunc('month', y.date) + INTERVAL '1 month')::date - 1
                          AS date,
                      sum(round(y.amount * %(unit)s)) / %(unit)s AS revenue,
                      count(*) FILTER (WHERE y.amount >= 0) AS purchases
                 FROM (%(rows)s) y
                WHERE y.date > %(since)s::date
                GROUP BY 1, 3""",
            company=policy.company_id.id,
            unit=10.0**policy.currency_id.decimal_places,
            rows=SQL(" UNION ALL ").join(rows),
            since=self._get_start(policy),
        )

    @api.model
    def _get_start(self, policy):
        """The day before the first month that has a snapshot."""
        [[day]] = self.env.execute_query(
            SQL(
                """SELECT COALESCE(date_trunc('month', min(date))::date - 1,
                                   now()::date)
                     FROM care_profile_snapshot WHERE company_id = %s""",
                policy.company_id.id,
            )
        )
        return day
