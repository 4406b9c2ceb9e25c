from odoo import api, fields, models

from ..models.classification.care_strategy import QUADRANTS, SEGMENTS
from ..models.classification.plain_many2one import PlainMany2one


class CarePolicyPreviewLine(models.TransientModel):
    """A customer who moves; written by set-based SQL."""

    _name = "care.policy.preview.line"
    _description = "Customer Who Would Move"
    _order = "contribution DESC NULLS LAST, id"
    _rec_name = "partner_id"

    # no foreign key at all: the database would look up two users for every line
    create_uid = PlainMany2one("res.users", string="Created by", readonly=True)
    write_uid = PlainMany2one("res.users", string="Last Updated by", readonly=True)
    preview_id = PlainMany2one("care.policy.preview", required=True, index=True)
    profile_id = PlainMany2one("care.profile")
    partner_id = PlainMany2one("res.partner", string="Customer", required=True)
    user_id = PlainMany2one("res.users", string="Salesperson")
    # sudo: who sees the line of a preview sees in what it counts
    currency_id = fields.Many2one(
        "res.currency", compute="_compute_currency_id", compute_sudo=True
    )
    moves = fields.Selection(
        [("next", "With the next refresh"), ("later", "Once falls are counted")],
        string="When",
    )
    was = fields.Boolean(string="Is a Customer Now")
    stays = fields.Boolean(string="Stays a Customer")
    old_tier_id = PlainMany2one("care.tier", string="Tier Now")
    tier_id = PlainMany2one("care.tier", string="New Tier")
    later_tier_id = PlainMany2one("care.tier", string="Tier Later")
    old_quadrant = fields.Selection(QUADRANTS, string="Quadrant Now")
    quadrant = fields.Selection(QUADRANTS, string="New Quadrant")
    old_segment = fields.Selection(SEGMENTS, string="Segment Now")
    segment = fields.Selection(SEGMENTS, string="New Segment")
    later_segment = fields.Selection(SEGMENTS, string="Segment Later")
    old_contribution = fields.Float(string="Contribution Now")
    contribution = fields.Float(string="New Contribution")

    @api.depends("preview_id")
    def _compute_currency_id(self):
        for line in self:
            preview = line.preview_id
            line.currency_id = preview.measure != "products" and preview.currency_id

    def action_open_partner(self):
        self.ensure_one()
        return self.partner_id._care_get_form_action()
