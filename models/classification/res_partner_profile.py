from odoo import api, models, tools
from odoo.tools import SQL

from .profile_label import cached, fill

# whose profile it is, and what rules look at
RULED = ("partner_id", "company_id", "user_id")


class ResPartner(models.Model):
    """Reading the profile of the current company."""

    _inherit = "res.partner"

    @api.depends("commercial_partner_id")
    @api.depends_context("company", "uid")
    def _compute_care_profile_id(self):
        numbers = self._get_care_profile_ids()
        if not self.env.su:
            numbers = self._filter_care_profile_ids(numbers)
        fill(self._fields["care_profile_id"], self, numbers)

    def _get_care_profile_ids(self, names=None):
        """Numbers of the profiles, one for each contact; read once for the labels,
        which all may see, and for the amounts.

        :param names: columns of the profile that are going to be shown; None: all
        """
        field = self._fields["care_profile_id"]
        # sudo: callers ask the rules which of them are the user's
        partners = self.sudo()
        known = field._get_cache(partners.env)
        missing = partners.browse(field._cache_missing_ids(partners))
        if missing:
            fill(field, missing, missing._find_care_profile_ids(names))
        return [known[number] for number in self._ids]

    def _filter_care_profile_ids(self, numbers):
        """Of these numbers of profiles, those that the user may read, else None."""
        profiles = self.env["care.profile"].browse(set(filter(None, numbers)))
        visible = {None, *profiles._filtered_access("read")._ids}
        return [number if number in visible else None for number in numbers]

    def _find_care_profile_ids(self, names=None):
        """Numbers of the profiles, one for each contact; read as `search_fetch` does,
        but the columns are always the same."""
        [customers] = cached(self, "commercial_partner_id")
        fields, columns = self._get_care_profile_columns(names)
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
            return [None] * len(self)
        ids, owners, *values = zip(*rows, strict=True)
        profiles = self.env["care.profile"].browse(ids)
        for field, column in zip(fields, (owners, *values), strict=True):
            field._insert_cache(profiles, column)
        found = dict(zip(owners, ids, strict=True))
        return [found.get(customer) for customer in customers]

    @api.model
    @tools.ormcache("names")
    def _get_care_profile_columns(self, names=None):
        known = self._get_care_profile_names()
        names = known if names is None else [*RULED, *names]
        fields = [self.env["care.profile"]._fields[name] for name in names]
        columns = [SQL.identifier(field.name, to_flush=field) for field in fields]
        return fields, SQL(", ").join([SQL("id"), *columns])

    @api.model
    def _get_care_profile_names(self):
        """Columns of the profile that the contact shows, or that rules look at."""
        return [
            *RULED,
            *("tier_id", "quadrant", "segment", "contribution", "stability"),
        ]
