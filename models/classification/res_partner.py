from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.fields import Domain
from odoo.tools import SQL

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

    def _search_care_profile_id(self, operator, value):
        if operator == "in":
            domain = Domain("id", "in", [number for number in value if number])
        elif operator in ("any", "any!"):
            domain = value if isinstance(value, Domain) else Domain(value)
        else:
            return NotImplemented
        su = operator == "any!"
        if su and not self._is_care_visible():
            return Domain.FALSE
        mine = self._care_profile_query(domain, su)
        customer = SQL.identifier(mine.table, "partner_id")
        found = Domain("commercial_partner_id", "in", mine.subselect(customer))
        if operator == "in" and False in value:
            every = self._care_profile_query(Domain.TRUE, su)
            found |= Domain(
                "commercial_partner_id", "not in", every.subselect(customer)
            )
        return found

    def _care_profile_query(self, domain, su=False):
        """Query of the profiles of the current company, archived ones included."""
        profiles = self.env["care.profile"].with_context(active_test=False)
        company = Domain("company_id", "=", self.env.company.id)
        return profiles._search(domain & company, bypass_access=su)

    def _is_care_visible(self):
        """Groups of a related field keep nobody from searching or sorting by it."""
        return self.env.su or self.env.user._is_internal()

    def _traverse_related_sql(self, alias, field, query):
        path, _dot, name = field.related.rpartition(".")
        if path != "care_profile_id":
            return super()._traverse_related_sql(alias, field, query)
        if not self._is_care_visible():
            raise AccessError(
                self.env._("How customers are classified is for employees only.")
            )
        profiles = self.env["care.profile"].sudo(self.env.su or field.compute_sudo)
        su = profiles.env.su
        table = query.make_alias(alias, "care_profile_id" if su else "care_profile_own")
        customer = SQL(
            "%s = %s",
            SQL.identifier(table, "partner_id"),
            SQL.identifier(alias, "commercial_partner_id"),
        )
        own = self._care_profile_query(Domain.TRUE) if not su else None
        visible = (
            SQL("%s = %s", SQL.identifier(table, "company_id"), self.env.company.id)
            if su
            else SQL("%s IN %s", SQL.identifier(table, "id"), own.subselect())
        )
        query.add_join(
            "LEFT JOIN", table, profiles._table, SQL("%s AND %s", customer, visible)
        )
        return profiles, profiles._fields[name], table

    def _order_field_to_sql(self, alias, field_name, direction, nulls, query):
        field = self._fields.get(field_name)
        of_profile = field and (field.related or "").startswith("care_profile_id.")
        if of_profile and field.type != "many2one" and not nulls.code:
            nulls = SQL("NULLS LAST")
        return super()._order_field_to_sql(alias, field_name, direction, nulls, query)

    def write(self, vals):
        result = super().write(vals)
        if not {"active", "parent_id", "is_company"}.isdisjoint(vals):
            # sudo: a profile follows its contact, whoever edits that
            self.env["care.profile"].sudo()._follow_partners(self)
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_care_references(self):
        # sudo: what was known of a contact goes with it, whoever deletes that
        for model in ("care.profile", "care.profile.event"):
            rows = self.env[model].sudo().with_context(active_test=False)
            rows.search([("partner_id", "in", self.ids)]).unlink()

    def action_open_care_profile(self):
        """Open the profile of the contact's commercial entity."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": "care.profile",
            "res_id": self.care_profile_id.id,
            "view_mode": "form",
        }
