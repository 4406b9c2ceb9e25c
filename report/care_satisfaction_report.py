from odoo import api, fields, models
from odoo.tools import SQL

ASKED = [
    ("rating", "Rating"),
    ("product", "Survey: Product"),
    ("service", "Survey: Service"),
    ("relation", "Survey: Relation"),
    ("touch", "Logged Contact"),
]


class CareSatisfactionReport(models.Model):
    """What customers said of us: ratings, surveys after complaints, and in contacts."""

    _name = "care.satisfaction.report"
    _description = "Satisfaction"
    _inherit = ["care.customer.report"]
    _auto = False
    _order = "date desc, id desc"

    date = fields.Datetime(readonly=True)
    asked = fields.Selection(ASKED, string="Asked in", readonly=True)
    score = fields.Float(
        readonly=True, aggregator="avg", help="1 very bad, 5 very good."
    )
    is_low = fields.Float(
        string="Dissatisfied (%)",
        readonly=True,
        aggregator="avg",
        help="Answers of 2 and below.",
    )
    res_model = fields.Char(string="Document Model", readonly=True)
    res_id = fields.Many2oneReference(
        string="Document", model_field="res_model", readonly=True, aggregator=None
    )

    @property
    def _table_query(self):
        return SQL(
            """SELECT a.number AS id, %(columns)s, a.date, a.asked, a.score,
                      a.res_model, a.res_id,
                      CASE WHEN a.score <= 2 THEN 100.0 ELSE 0.0 END AS is_low
                 FROM (%(answers)s) a
                 JOIN (%(tables)s)
                   ON f.partner_id = a.partner_id AND f.company_id = a.company_id""",
            columns=self._customer_columns(),
            tables=self._customer_tables(),
            answers=self._answers(),
        )

    @api.model
    def _answers(self):
        """SQL of one row per answer; `number` tells the three kinds apart."""
        return SQL(
            """SELECT r.id::bigint * 4 AS number, p.commercial_partner_id AS partner_id,
                      COALESCE(o.company_id, s.company_id) AS company_id,
                      r.write_date AS date, 'rating' AS asked, r.rating AS score,
                      r.res_model, r.res_id
                 FROM rating_rating r
                 JOIN res_partner p ON p.id = r.partner_id
                 LEFT JOIN care_complaint o
                        ON r.res_model = 'care.complaint' AND o.id = r.res_id
                 LEFT JOIN sale_order s
                        ON r.res_model = 'sale.order' AND s.id = r.res_id
                WHERE r.consumed AND r.rating >= 1
               UNION ALL
               SELECT l.id::bigint * 4 + 1, l.partner_id, l.company_id,
                      y.answered_date, l.part, l.score, 'care.complaint',
                      l.complaint_id
                 FROM care_satisfaction_line l
                 JOIN care_satisfaction y ON y.id = l.satisfaction_id
               UNION ALL
               SELECT t.id::bigint * 4 + 2, t.commercial_partner_id, t.company_id,
                      t.date, 'touch', t.satisfaction::float8, 'care.touch', t.id
                 FROM care_touch t
                WHERE t.satisfaction IS NOT NULL"""
        )

    def action_open_records(self):
        """Open what the customer spoke of."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": self.res_model,
            "res_id": self.res_id,
            "views": [(False, "form")],
        }
