from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    care_greeting_active = fields.Boolean(
        related="care_policy_id.greeting_active", readonly=False
    )
    care_greeting_pause_until = fields.Date(
        related="care_policy_id.greeting_pause_until", readonly=False
    )
    care_greeting_ahead_days = fields.Integer(
        related="care_policy_id.greeting_ahead_days", readonly=False
    )
