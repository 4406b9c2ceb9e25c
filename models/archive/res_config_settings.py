from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    care_verification_active = fields.Boolean(
        related="care_policy_id.verification_active", readonly=False
    )
