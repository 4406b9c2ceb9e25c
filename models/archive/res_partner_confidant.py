from odoo import SUPERUSER_ID, api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from ..classification.res_partner import CARE_READER


class ResPartner(models.Model):
    """The one rule of who may see, and change, the confidential facts of a contact."""

    _inherit = "res.partner"

    care_is_confidant = fields.Boolean(
        string="In My Confidence",
        compute="_compute_care_is_confidant",
        search="_search_care_is_confidant",
        # sudo: the domain asks for the user, not for what that one may read
        compute_sudo=True,
        groups=CARE_READER,
    )

    @api.depends("user_id", "commercial_partner_id.user_id", "care_team_ids.user_id")
    @api.depends_context("uid")
    def _compute_care_is_confidant(self):
        partners = self.with_context(active_test=False)
        mine = partners.search(
            Domain("id", "in", self._origin.ids) & self._care_confidential_domain()
        )
        new = self.env.user.has_group("crm_customer_care.group_user")
        for partner in self:
            origin = partner._origin
            partner.care_is_confidant = origin in mine if origin else new

    @api.model
    def _search_care_is_confidant(self, operator, value):
        return self._care_confidential_domain() if operator == "in" else NotImplemented

    @api.model
    def _care_confidential_domain(self):
        """Domain of the contacts whose confidential facts the user may see and change.

        These are the salesperson of the customer, the leader of that one's sales team,
        the members of the customer's team, and managers. The salesperson is that of the
        commercial entity, else the contact's own, else that of the customer's profile;
        without any, all salespeople may. Auditors read all by a rule of their own.
        Code that runs in sudo has the rights of its user here; only the system itself
        may all.
        """
        user = self.env.user
        if self.env.uid == SUPERUSER_ID or user.has_group(
            "crm_customer_care.group_manager"
        ):
            return Domain.TRUE
        if not user.has_group("crm_customer_care.group_user"):
            return Domain.FALSE
        return Domain.custom(to_sql=self._care_confidant_to_sql)

    @staticmethod
    def _care_confidant_to_sql(model, alias, query):
        # sudo: the rules themselves ask, and are told no more than whose customer it is
        partners = model.env["res.partner"].sudo()
        customer = query.make_alias(alias, "care_customer")
        customer_id = partners._field_to_sql(alias, "commercial_partner_id", query)
        condition = SQL("%s = %s", customer_id, SQL.identifier(customer, "id"))
        query.add_join("LEFT JOIN", customer, partners._table, condition)
        owner = SQL(", ").join(
            partners._field_to_sql(table, "user_id", query)
            for table in (customer, alias)
        )
        mine = partners._care_represented_domain()
        team = Domain("user_id", "=", partners.env.uid) & Domain(
            "date_from", "<=", fields.Date.context_today(partners)
        )
        # sudo: who leads whom is no secret
        users = partners.env["res.users"].sudo().with_context(active_test=False)
        return SQL(
            """(CASE WHEN COALESCE(%(owner)s) IS NOT NULL
                     THEN COALESCE(%(owner)s) IN %(mine)s
                     ELSE NOT EXISTS %(owned)s OR EXISTS %(mine_by_profile)s END
                OR EXISTS %(team)s)""",
            owner=owner,
            mine=users._search(mine).subselect(),
            owned=partners._care_rows_of(
                "care.profile", Domain("user_id", "!=", False), customer_id
            ),
            mine_by_profile=partners._care_rows_of(
                "care.profile", Domain("user_id", "any", mine), customer_id
            ),
            team=partners._care_rows_of("care.team.member", team, customer_id),
        )

    @api.model
    def _care_represented_domain(self):
        """Domain of the user and of the salespeople whom he leads."""
        led = Domain("active", "=", True) & Domain(
            "crm_team_id.user_id", "=", self.env.uid
        )
        return Domain("id", "=", self.env.uid) | Domain(
            "crm_team_member_ids", "any", led
        )

    @api.model
    def _care_rows_of(self, model, domain, customer_id):
        # sudo: the rules themselves ask, and are told no more than whose customer it is
        rows = self.env[model].sudo().with_context(active_test=False)
        query = rows._search(domain)
        query.add_where(
            SQL("%s = %s", SQL.identifier(query.table, "partner_id"), customer_id)
        )
        return query.subselect()
