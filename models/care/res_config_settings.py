from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    care_touch_active = fields.Boolean(
        related="care_policy_id.touch_active", readonly=False
    )
