from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    care_compensation_limit = fields.Float(
        related="care_policy_id.compensation_limit", readonly=False
    )
