from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    care_risk_active = fields.Boolean(
        related="care_policy_id.risk_active", readonly=False
    )
    care_risk_calm_days = fields.Integer(
        related="care_policy_id.risk_calm_days", readonly=False
    )
