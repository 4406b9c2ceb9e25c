from odoo import api, fields, models
from odoo.tools import SQL

from .care_strategy import QUADRANTS, SEGMENTS


class CareProfileSnapshot(models.Model):
    _name = "care.profile.snapshot"
    _description = "Customer Class at a Month End"
    _inherit = ["care.profile.link"]
    _order = "date desc, contribution DESC NULLS LAST, id"
    _rec_name = "partner_id"
    # written by set-based SQL
    _log_access = False

    partner_id = fields.Many2one(
        "res.partner", string="Customer", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one("res.company", required=True, ondelete="cascade")
    currency_id = fields.Many2one(related="company_id.currency_id")
    date = fields.Date(string="Month End", required=True)
    user_id = fields.Many2one("res.users", string="Salesperson")
    tier_id = fields.Many2one("care.tier", ondelete="set null")
    quadrant = fields.Selection(QUADRANTS)
    segment = fields.Selection(SEGMENTS)
    contribution = fields.Float()
    stability = fields.Float(aggregator="avg")

    _company_date_partner_uniq = models.Constraint(
        "UNIQUE(company_id, date, partner_id)",
        "A customer has one snapshot per company and month end.",
    )

    @api.model
    def _get_month_ends(self, company):
        """Month ends of which a company has snapshots, latest first."""
        # from one date to the next one: there are few dates and many rows
        rows = self.env.execute_query(
            SQL(
                """WITH RECURSIVE d(day) AS (
                       SELECT max(date) FROM care_profile_snapshot
                        WHERE company_id = %(company)s
                       UNION ALL
                       SELECT (SELECT max(s.date) FROM care_profile_snapshot s
                                WHERE s.company_id = %(company)s AND s.date < d.day)
                         FROM d WHERE d.day IS NOT NULL)
                   SELECT day FROM d WHERE day IS NOT NULL""",
                company=company.id,
            )
        )
        return [day for [day] in rows]
