from odoo import api, fields, models

from ..classification.profile_number import ProfileFloat
from ..classification.res_partner import CARE_READER


class ResPartner(models.Model):
    """How likely the contact's customer buys again."""

    _inherit = "res.partner"

    care_retention = ProfileFloat(
        related="care_profile_id.retention",
        string="Retention",
        aggregator="avg",
        related_sudo=False,
        groups=CARE_READER,
    )
    care_retention_explanation = fields.Char(
        related="care_profile_id.retention_explanation",
        string="Why This Retention",
        related_sudo=False,
        groups=CARE_READER,
    )

    @api.model
    def _get_care_profile_names(self):
        return [*super()._get_care_profile_names(), "retention"]
