from odoo import fields, models


class CarePolicyPreviewTier(models.TransientModel):
    _name = "care.policy.preview.tier"
    _description = "Tier in a What-if"
    _order = "id"
    _rec_name = "tier_id"

    preview_id = fields.Many2one(
        "care.policy.preview", required=True, index=True, ondelete="cascade"
    )
    tier_id = fields.Many2one(
        "care.tier", required=True, readonly=True, ondelete="cascade"
    )
    cut = fields.Float(required=True)
    is_key = fields.Boolean(string="Key")
