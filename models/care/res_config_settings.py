from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    care_touch_active = fields.Boolean(
        related="care_policy_id.touch_active", readonly=False
    )
    care_cadence_active = fields.Boolean(
        related="care_policy_id.cadence_active", readonly=False
    )
    care_cadence_lead_days = fields.Integer(
        related="care_policy_id.cadence_lead_days", readonly=False
    )
    care_cadence_cap = fields.Integer(
        related="care_policy_id.cadence_cap", readonly=False
    )
    care_key_account_head_id = fields.Many2one(
        related="care_policy_id.key_account_head_id", readonly=False
    )
