from odoo import fields, models


class CareHandoverLine(models.Model):
    _name = "care.handover.line"
    _description = "Customer that Changes Hands"
    _order = "handover_id, contribution DESC, id"
    _rec_name = "partner_id"

    handover_id = fields.Many2one(
        "care.handover", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="handover_id.company_id", store=True)
    currency_id = fields.Many2one(related="company_id.currency_id")
    partner_id = fields.Many2one(
        "res.partner",
        string="Customer",
        readonly=True,
        index=True,
        ondelete="cascade",
        help="Empty for what has no customer.",
    )
    is_owner = fields.Boolean(
        string="The Customer Itself",
        readonly=True,
        help="Otherwise only what the salesperson has open for another one's customer.",
    )
    old_user_id = fields.Many2one("res.users", string="From Salesperson", readonly=True)
    new_user_id = fields.Many2one(
        "res.users", string="To Salesperson", domain=[("share", "=", False)]
    )
    tier_id = fields.Many2one("care.tier", readonly=True, ondelete="set null")
    contribution = fields.Float(readonly=True, aggregator="sum")
