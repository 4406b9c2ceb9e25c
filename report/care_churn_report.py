from odoo import fields, models
from odoo.tools import SQL

EVENTS = [
    ("stayed", "Stayed"),
    ("dormant", "Fell Asleep"),
    ("lost", "Lost"),
    ("returned", "Came Back"),
    ("away", "Still Away"),
]


class CareChurnReport(models.Model):
    """Which customers fell asleep, were lost and came back, month by month."""

    _name = "care.churn.report"
    _description = "Churn"
    _inherit = ["care.month.report"]
    _auto = False
    _order = "date desc, previous_contribution desc nulls last, id"

    event = fields.Selection(EVENTS, string="What Happened", readonly=True)
    previous_tier_id = fields.Many2one(
        "care.tier", string="Tier a Month Before", readonly=True
    )
    churn_rate = fields.Float(
        string="Churn (%)",
        readonly=True,
        aggregator="avg",
        help="Customers lost in the month, of those who had not been away.",
    )
    return_rate = fields.Float(
        string="Return (%)",
        readonly=True,
        aggregator="avg",
        help="Customers who came back, of those who were dormant or lost.",
    )

    @property
    def _table_query(self):
        return SQL(
            """SELECT v.*,
                      CASE WHEN NOT v.was_away THEN
                           CASE WHEN v.event = 'lost' THEN 100.0 ELSE 0.0 END
                      END AS churn_rate,
                      CASE WHEN v.was_away THEN
                           CASE WHEN v.event = 'returned' THEN 100.0 ELSE 0.0 END
                      END AS return_rate
                 FROM (SELECT %(columns)s, o.tier_id AS previous_tier_id,
                              o.segment = 'lost' OR o.segment = 'dormant' AS was_away,
                              %(event)s AS event
                         FROM %(tables)s
                        WHERE o.segment IS NOT NULL AND s.segment IS NOT NULL) v""",
            columns=self._month_columns(),
            event=self._event(),
            tables=self._month_tables(),
        )

    def _event(self):
        return SQL(
            """CASE WHEN s.segment = 'lost' AND o.segment <> 'lost' THEN 'lost'
                    WHEN s.segment = 'dormant'
                     AND o.segment NOT IN ('dormant', 'lost') THEN 'dormant'
                    WHEN s.segment IN ('dormant', 'lost') THEN 'away'
                    WHEN o.segment IN ('dormant', 'lost') THEN 'returned'
                    ELSE 'stayed' END"""
        )
