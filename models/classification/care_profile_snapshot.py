from odoo import fields, models

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
