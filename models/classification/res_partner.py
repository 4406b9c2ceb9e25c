from odoo import api, fields, models

from .profile_label import (
    LabelInteger,
    LabelMany2one,
    LabelSelection,
    ProfileMany2one,
    fill,
    ready,
)
from .profile_number import ProfileFloat

EMPLOYEE = "base.group_user"
CARE_READER = "crm_customer_care.group_user,crm_customer_care.group_auditor"
# columns that are read together, but not whenever a contact is
APART = "care"


class ResPartner(models.Model):
    """The profile of the current company on its contact; nothing is stored here."""

    _inherit = "res.partner"

    care_profile_ids = fields.One2many("care.profile", "partner_id", groups=CARE_READER)
    care_profile_id = ProfileMany2one(
        "care.profile",
        string="Customer Profile",
        compute="_compute_care_profile_id",
        search="_search_care_profile_id",
        compute_sudo=False,
        groups=EMPLOYEE,
    )
    # labels are for every internal user, not for the portal
    care_tier_id = LabelMany2one(
        related="care_profile_id.tier_id", string="Tier", groups=EMPLOYEE
    )
    care_tier_color = LabelInteger(
        string="Color of the Tier",
        compute="_compute_care_tier_color",
        groups=EMPLOYEE,
    )
    care_quadrant = LabelSelection(
        related="care_profile_id.quadrant", string="Quadrant", groups=EMPLOYEE
    )
    care_segment = LabelSelection(
        related="care_profile_id.segment", string="Segment", groups=EMPLOYEE
    )
    # amounts obey the record rules of profiles in every way to get at them
    care_contribution = ProfileFloat(
        related="care_profile_id.contribution",
        string="Contribution",
        aggregator="sum",
        related_sudo=False,
        groups=CARE_READER,
    )
    care_contribution_currency_id = fields.Many2one(
        "res.currency",
        string="Currency of the Contribution",
        compute="_compute_care_contribution_currency_id",
        groups=EMPLOYEE,
    )
    care_stability = ProfileFloat(
        related="care_profile_id.stability",
        string="Stability",
        aggregator="avg",
        related_sudo=False,
        groups=CARE_READER,
    )

    @api.depends_context("company")
    def _compute_care_contribution_currency_id(self):
        company = self.env.company
        measure = self.env["care.policy"]._find_measure(company.id)
        currency = None if measure == "products" else company.currency_id.id
        field = self._fields["care_contribution_currency_id"]
        fill(field, self, [currency for _partner in self])

    @api.depends("care_tier_id.color")
    @api.depends_context("company")
    def _compute_care_tier_color(self):
        colors = self.env["care.tier"]._get_colors()
        known = ready(self, self._fields["care_tier_id"])
        numbers = [known[number] for number in self._ids]
        unknown = set(numbers) - colors.keys() - {None}
        # sudo: a tier is a label, for every employee
        tiers = unknown and self.env["care.tier"].sudo().browse(unknown)
        colors = colors | {tier.id: tier.color for tier in tiers}
        field = self._fields["care_tier_color"]
        fill(field, self, [colors.get(number) for number in numbers])
