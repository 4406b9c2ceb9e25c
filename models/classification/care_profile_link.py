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
        # sudo: that there is a profile is no secret, reading it is for its own rules
        compute_sudo=True,
    )
    is_new_own = fields.Boolean(
        string="New Customer of Mine",
        compute="_compute_is_new_own",
        search="_search_is_new_own",
        # sudo: whether there is a profile that the user may not see counts too
        compute_sudo=True,
        help="The customer has no profile until the next refresh, and the salesperson "
        "of the contact is you, one whom you lead, or nobody.",
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
        numbers = [number for number in value if number]
        found = Domain.FALSE
        if numbers:
            found |= self._care_linked(profiles, Domain("id", "in", numbers))
        if False in value:
            found |= ~self._care_linked(profiles, Domain.TRUE, su=True)
        return found

    def _care_linked(self, profiles, domain, su=False):
        """Domain of the records of the customer and company of some profiles."""

        def to_sql(model, alias, _query):
            query = profiles._search(domain, bypass_access=su)
            own = model._care_key(alias)
            for name, column in zip(("partner_id", "company_id"), own, strict=True):
                query.add_where(
                    SQL("%s = %s", SQL.identifier(query.table, name), column)
                )
            # unlike IN, one of few rows is looked up
            return SQL("EXISTS %s", query.subselect(SQL("1")))

        return Domain.custom(to_sql=to_sql)

    def _care_key(self, alias):
        """SQL of the customer and of the company of a row."""
        return [
            SQL.identifier(alias, name, to_flush=self._fields[name])
            for name in (self._care_customer, "company_id")
        ]

    @api.depends(lambda self: (self._care_customer, "company_id"))
    @api.depends_context("uid")
    def _compute_is_new_own(self):
        users = self.env.user.care_team_user_ids
        for record in self:
            owner = record[self._care_customer].user_id
            record.is_new_own = not record.profile_id and owner <= users

    def _search_is_new_own(self, operator, value):
        if operator != "in":
            return NotImplemented
        # sudo: whom one leads is no secret
        users = self.env.user.sudo().care_team_user_ids
        owner_field = self.env["res.partner"]._fields["user_id"]

        def to_sql(model, alias, _query):
            owner = SQL.identifier("p", "user_id", to_flush=owner_field)
            # one value of each row, so that no contacts are read but those of its rows
            return SQL(
                """(SELECT %(owner)s IS NULL OR %(owner)s IN %(users)s
                      FROM res_partner p
                     WHERE p.id = %(customer)s AND NOT EXISTS (
                           SELECT FROM care_profile f
                            WHERE f.partner_id = p.id AND f.company_id = %(company)s))
                """,
                owner=owner,
                users=users._ids,
                **dict(
                    zip(("customer", "company"), model._care_key(alias), strict=True)
                ),
            )

        found = Domain.custom(to_sql=to_sql)
        return found if True in value else ~found
