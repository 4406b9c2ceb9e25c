from odoo import api, fields, models

from ..classification.profile_number import ProfileInteger
from ..classification.res_partner import CARE_READER, EMPLOYEE

CORE_FACTS = {
    "active",
    "city",
    "country_id",
    "email",
    "function",
    "industry_id",
    "is_company",
    "parent_id",
    "phone",
    "type",
    "website",
}


class ResPartner(models.Model):
    """How complete and how fresh the archive of the contact's customer is."""

    _inherit = "res.partner"

    care_completeness = ProfileInteger(
        related="care_profile_id.completeness",
        string="Completeness",
        aggregator="avg",
        groups=EMPLOYEE,
    )
    care_completeness_range = fields.Selection(
        related="care_profile_id.completeness_range",
        string="Range of Completeness",
        groups=EMPLOYEE,
    )
    care_missing = fields.Char(
        related="care_profile_id.missing",
        string="Missing",
        related_sudo=False,
        groups=CARE_READER,
    )
    care_verified_date = fields.Date(
        related="care_profile_id.verified_date", string="Verified on", groups=EMPLOYEE
    )
    care_verified_user_id = fields.Many2one(
        related="care_profile_id.verified_user_id",
        string="Verified by",
        groups=EMPLOYEE,
    )
    care_verify_due_date = fields.Date(
        related="care_profile_id.verify_due_date",
        string="Verify by",
        groups=EMPLOYEE,
    )

    @api.model
    def _get_care_profile_names(self):
        return [
            *super()._get_care_profile_names(),
            *("completeness", "completeness_range"),
            *("verified_date", "verified_user_id", "verify_due_date"),
        ]

    @api.model_create_multi
    def create(self, vals_list):
        partners = super().create(vals_list)
        # whoever has no commercial entity above has no profile yet
        self.env["care.profile"]._note_completeness(partners.parent_id)
        return partners

    def write(self, vals):
        if not any(name in CORE_FACTS or name.startswith("care_") for name in vals):
            return super().write(vals)
        before = self.commercial_partner_id
        result = super().write(vals)
        self.env["care.profile"]._note_completeness(before | self)
        return result

    def unlink(self):
        before = self.commercial_partner_id - self
        result = super().unlink()
        self.env["care.profile"]._note_completeness(before)
        return result

    def action_care_verify(self):
        """Say that what is known of these contacts' customers was checked today."""
        return self.care_profile_id.action_verify()
