from odoo import api, models, tools
from odoo.tools import SQL

from .profile_label import cached, fill


class ResPartner(models.Model):
    """Reading the profile of the current company."""

    _inherit = "res.partner"

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
        [owners] = cached(profiles.sudo(), "partner_id")
        found = dict(zip(owners, profiles._ids, strict=True))
        field = self._fields["care_profile_id"]
        [customers] = cached(self, "commercial_partner_id")
        numbers = [found.get(customer) for customer in customers]
        fill(field, self, numbers)
        if len(self) == 1 and self.id:
            self._fill_care_labels(numbers)

    def _fill_care_labels(self, numbers):
        """Give these contacts what they show of the profiles of these numbers: a form
        asks for most of it, and one by one takes longer."""
        for field in self._get_care_labels(self.env.su):
            values = field.related_field._get_cache(self.env)
            fill(field, self, [values.get(number) for number in numbers])
        if self.env.su:
            self._compute_care_tier_color()
            self._compute_care_contribution_currency_id()

    @api.model
    @tools.ormcache("su")
    def _get_care_labels(self, su):
        """The fields that show a column of the profile: to all, and with the rights of
        the user those that obey them."""
        names = self._get_care_profile_names()
        return [
            field
            for field in self._fields.values()
            if (field.related or "").removeprefix("care_profile_id.") in names
            and field.related.startswith("care_profile_id.")
            and (su or not field.compute_sudo)
        ]

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
        """Read the profiles, as `search_fetch` does: who may see them is asked later,
        and the columns are always the same."""
        profiles = self.env["care.profile"]
        fields, columns = self._get_care_profile_columns()
        rows = self.env.execute_query(
            SQL(
                """SELECT %s FROM care_profile
                    WHERE partner_id = ANY(%s) AND company_id = %s""",
                columns,
                self.commercial_partner_id.ids,
                self.env.company.id,
            )
        )
        if not rows:
            return profiles
        ids, *values = zip(*rows, strict=True)
        profiles = profiles.browse(ids)
        for field, column in zip(fields, values, strict=True):
            field._insert_cache(profiles, column)
        return profiles

    @api.model
    @tools.ormcache()
    def _get_care_profile_columns(self):
        names = self._get_care_profile_names()
        fields = [self.env["care.profile"]._fields[name] for name in names]
        columns = [SQL.identifier(field.name, to_flush=field) for field in fields]
        return fields, SQL(", ").join([SQL("id"), *columns])

    @api.model
    def _get_care_profile_names(self):
        """Columns of the profile that the contact shows, or that rules look at."""
        return [
            *("partner_id", "company_id", "user_id", "tier_id", "quadrant", "segment"),
            *("contribution", "stability"),
        ]
