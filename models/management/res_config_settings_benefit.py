from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    care_benefit_active = fields.Boolean(
        related="care_policy_id.benefit_active", readonly=False
    )
    care_fan_referrals = fields.Integer(
        related="care_policy_id.fan_referrals", readonly=False
    )
