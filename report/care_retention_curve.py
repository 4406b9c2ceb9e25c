from odoo import api, fields, models
from odoo.tools import SQL

# quarters after the first purchase that a curve shows
LONGEST = 12


class CareRetentionCurve(models.Model):
    """How many customers still buy, one quarter after the other since the first
    purchase: a row per customer and quarter that is over."""

    _name = "care.retention.curve"
    _description = "Retention Curves"
    _inherit = ["care.customer.report"]
    _auto = False
    _order = "cohort desc, quarters, id"

    cohort = fields.Date(
        string="First Purchase", readonly=True, help="First day of that quarter."
    )
    quarters = fields.Integer(
        string="Quarters since the First Purchase", readonly=True, aggregator=False
    )
    date = fields.Date(
        string="Quarter", readonly=True, help="First day of the quarter looked at."
    )
    active_rate = fields.Float(
        string="Still Buying (%)",
        readonly=True,
        aggregator="avg",
        help="Customers who bought in the quarter, of all who first bought in theirs.",
    )
    purchase_days = fields.Integer(string="Days with Purchases", readonly=True)

    @property
    def _table_query(self):
        return SQL(
            """SELECT f.id * 100 + n.number AS id, %(columns)s, n.cohort,
                      n.number AS quarters, n.date,
                      CASE WHEN b.days > 0 THEN 100.0 ELSE 0.0 END AS active_rate,
                      COALESCE(b.days, 0)::int AS purchase_days
                 FROM %(tables)s
                CROSS JOIN LATERAL (
                      SELECT number, date_trunc('quarter', f.first_purchase_date)::date
                                 AS cohort,
                             (date_trunc('quarter', f.first_purchase_date)
                              + make_interval(months => 3 * number))::date AS date
                        FROM generate_series(0, %(longest)s) number) n
                 LEFT JOIN (%(bought)s) b ON b.company_id = f.company_id
                       AND b.partner_id = f.partner_id AND b.date = n.date
                WHERE n.date + INTERVAL '3 months' <= k.as_of + 1""",
            columns=self._customer_columns(),
            tables=self._customer_tables(),
            longest=LONGEST,
            bought=self._of_policies(self._bought),
        )

    @api.model
    def _bought(self, policy):
        """SQL of the days that customers of a company bought on in each quarter."""
        rows = [
            SQL("SELECT date, partner_id, amount FROM (%s) x", source)
            for source in policy._care_purchase_sources().values()
        ]
        return SQL(
            """SELECT y.partner_id, %(company)s::int AS company_id,
                      date_trunc('quarter', y.date)::date AS date,
                      count(DISTINCT y.date) AS days
                 FROM (%(rows)s) y WHERE y.amount >= 0
                GROUP BY 1, 3""",
            company=policy.company_id.id,
            rows=SQL(" UNION ALL ").join(rows),
        )
