from odoo import models
from odoo.exceptions import AccessError
from odoo.fields import Domain
from odoo.tools import SQL


class ResPartner(models.Model):
    """Searching, sorting and summing by the profile of the current company."""

    _inherit = "res.partner"

    def _search_care_profile_id(self, operator, value):
        if operator == "in":
            if not self.env["care.profile"].has_access("read"):
                # to those who may read none, everybody is without one
                return Domain(False in value)
            numbers = [number for number in value if number]
            if not numbers and False in value:
                return self._search_without_profile()
            domain = Domain("id", "in", numbers)
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
            found |= self._search_without_profile()
        return found

    def _search_without_profile(self):
        every = self._care_profile_query(Domain.TRUE)
        customers = every.subselect(SQL.identifier(every.table, "partner_id"))
        return Domain("commercial_partner_id", "not in", customers)

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
        # sudo: labels are for every employee, amounts ask the rules
        profiles = self.env["care.profile"].sudo(self.env.su or field.compute_sudo)
        table = self._join_care_profile(alias, query, profiles.env.su)
        return profiles, profiles._fields[name], table

    def _join_care_profile(self, alias, query, su):
        """Alias of the joined profiles of the current company, with `su` of all."""
        # core joins the profiles by the name of the field, in an order by profile
        name = "care_profile_any" if su else "care_profile_own"
        table = query.make_alias(alias, name)
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
            "LEFT JOIN", table, "care_profile", SQL("%s AND %s", customer, visible)
        )
        return table

    def _order_field_to_sql(self, alias, field_name, direction, nulls, query):
        field = self._fields.get(field_name)
        path = (field.related or field.name) if field else ""
        if path.partition(".")[0] == "care_profile_id" and not nulls.code:
            nulls = SQL("NULLS LAST")
        return super()._order_field_to_sql(alias, field_name, direction, nulls, query)
