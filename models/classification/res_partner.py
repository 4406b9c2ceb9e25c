from odoo import api, fields, models

from .profile_label import LabelMany2one, LabelSelection, fill
from .profile_number import ProfileFloat

EMPLOYEE = "base.group_user"
CARE_READER = "crm_customer_care.group_user,crm_customer_care.group_auditor"


class ResPartner(models.Model):
    """The profile of the current company on its contact; nothing is stored here."""

    _inherit = "res.partner"

    care_profile_ids = fields.One2many("care.profile", "partner_id", groups=CARE_READER)
    care_profile_id = fields.Many2one(
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
    care_tier_color = fields.Integer(
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
        related="care_profile_id.contribution_currency_id",
        string="Currency of the Contribution",
        groups=EMPLOYEE,
    )
    care_stability = ProfileFloat(
        related="care_profile_id.stability",
        string="Stability",
        aggregator="avg",
        related_sudo=False,
        groups=CARE_READER,
    )

    @api.depends("commercial_partner_id")
    @api.depends_context("company", "uid")
    def _compute_care_profile_id(self):
        profiles = self.env["care.profile"]
        if self.env.su:
            profiles = self._fetch_care_profiles()
        elif profiles.has_access("read"):
            profiles = profiles.browse(self._get_care_profile_ids())
            profiles = profiles._filtered_access("read")
        # sudo: rows that the user may read
        found = {profile.partner_id.id: profile.id for profile in profiles.sudo()}
        customers = [partner.commercial_partner_id.id for partner in self]
        field = self._fields["care_profile_id"]
        fill(field, self, [found.get(customer) for customer in customers])

    def _get_care_profile_ids(self):
        """Ids of the profiles, read once for the labels, which all may see, and for the
        amounts."""
        field = self._fields["care_profile_id"]
        # sudo: the caller asks the rules which of them are the user's
        partners = self.sudo()
        missing = partners.browse(field._cache_missing_ids(partners))
        if missing:
            missing._compute_care_profile_id()
        known = field._get_cache(partners.env)
        return [known[number] for number in partners._ids if known[number]]

    def _fetch_care_profiles(self):
        profiles = self.env["care.profile"].with_context(active_test=False)
        return profiles.search_fetch(
            [
                ("partner_id", "in", self.commercial_partner_id.ids),
                ("company_id", "=", self.env.company.id),
            ],
            self._get_care_profile_names(),
            order="id",
        )

    @api.model
    def _get_care_profile_names(self):
        """Columns of the profile that the contact shows, or that rules look at."""
        return [
            *("partner_id", "company_id", "user_id", "tier_id", "quadrant", "segment"),
            *("contribution", "stability"),
        ]

    @api.depends("care_tier_id.color")
    @api.depends_context("company")
    def _compute_care_tier_color(self):
        colors = self.env["care.tier"]._get_colors()
        tiers = self.care_tier_id
        colors = colors | {
            tier.id: tier.color for tier in tiers if tier.id not in colors
        }
        numbers = self._fields["care_tier_id"]._get_cache(self.env)
        field = self._fields["care_tier_color"]
        fill(field, self, [colors.get(numbers.get(number)) for number in self._ids])
