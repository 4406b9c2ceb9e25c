from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL


class CareProfileLink(models.AbstractModel):
    """Belongs to a customer of a company: who sees its profile may see this too."""

    _name = "care.profile.link"
    _description = "Record of a Customer"
    _inherit = ["care.noted"]
    _care_customer = "partner_id"

    profile_id = fields.Many2one(
        "care.profile",
        string="Customer Profile",
        compute="_compute_profile_id",
        search="_search_profile_id",
        compute_sudo=True,
    )

    @api.depends(lambda self: (self._care_customer, "company_id"))
    def _compute_profile_id(self):
        profiles = self.env["care.profile"].with_context(active_test=False)
        profiles = profiles.search(
            [
                ("partner_id", "in", self[self._care_customer].ids),
                ("company_id", "in", self.company_id.ids),
            ]
        ).grouped(lambda profile: (profile.partner_id, profile.company_id))
        for record in self:
            key = (record[self._care_customer], record.company_id)
            record.profile_id = profiles.get(key, False)

    def _search_profile_id(self, operator, value):
        profiles = self.env["care.profile"].with_context(active_test=False)
        if operator in ("any", "any!"):
            return self._care_linked(profiles, Domain(value), operator == "any!")
        if operator != "in":
            return NotImplemented
        numbers = Domain("id", "in", [number for number in value if number])
        found = self._care_linked(profiles, numbers)
        if False in value:
            found |= ~self._care_linked(profiles, Domain.TRUE, su=True)
        return found

    def _care_linked(self, profiles, domain, su=False):
        """Domain of the records of the customer and company of some profiles."""
        query = profiles._search(domain, bypass_access=su)
        names = ("partner_id", "company_id")
        columns = [SQL.identifier(query.table, name) for name in names]

        def to_sql(model, alias, _query):
            return SQL(
                "(%s, %s) IN %s",
                SQL.identifier(alias, model._care_customer),
                SQL.identifier(alias, "company_id"),
                query.subselect(*columns),
            )

        return Domain.custom(to_sql=to_sql)
