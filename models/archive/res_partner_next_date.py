from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from ..classification.res_partner import CARE_READER


class ResPartner(models.Model):
    """The next date of a contact and, for a customer, of its people."""

    _inherit = "res.partner"

    care_next_date_id = fields.Many2one(
        "care.date",
        string="Next Occasion",
        compute="_compute_care_next_date",
        compute_sudo=False,
        groups=CARE_READER,
    )
    care_next_date = fields.Date(
        string="Next Date",
        compute="_compute_care_next_date",
        search="_search_care_next_date",
        compute_sudo=False,
        groups=CARE_READER,
        help="Of the contact itself and of the people of a customer.",
    )

    @api.depends("care_date_ids.next_date", "child_ids.care_date_ids.next_date")
    @api.depends_context("uid")
    def _compute_care_next_date(self):
        dates = self.env["care.date"].search_fetch(
            [
                ("commercial_partner_id", "in", self.commercial_partner_id.ids),
                ("next_date", "!=", False),
            ],
            ["partner_id", "commercial_partner_id", "next_date", "kind_id", "name"],
            order="next_date DESC, id DESC",
        )
        # the last one that is set is the earliest
        own = {date.partner_id.id: date for date in dates}
        family = {date.commercial_partner_id.id: date for date in dates}
        for partner in self:
            number = partner._origin.id
            date = family.get(number) or own.get(number)
            partner.care_next_date_id = date
            partner.care_next_date = date and date.next_date

    def _search_care_next_date(self, operator, value):
        if operator not in ("in", "<", "<=", ">", ">="):
            return NotImplemented
        if operator != "in":
            return Domain("id", "in", self._care_next_date_query(operator, value))
        days = [day for day in value if day]
        found = Domain("id", "in", self._care_next_date_query("in", days))
        if False in value:
            found |= Domain("id", "not in", self._care_next_date_query())
        return found

    def _care_next_date_query(self, operator=None, value=None):
        """SQL of the contacts whose next date, as the user may see it, is so."""
        dates = self.env["care.date"]._search([("next_date", "!=", False)])
        having = SQL("TRUE")
        if operator == "in":
            having = SQL("min(next_date) IN %s", tuple(value) or (None,))
        elif operator:
            having = SQL("min(next_date) %s %s", SQL(operator), value)
        names = ("partner_id", "commercial_partner_id", "next_date")
        rows = dates.select(*(self._care_date_column(dates, name) for name in names))
        return SQL(
            """(SELECT c.id FROM (%s) d
                 CROSS JOIN LATERAL (VALUES (d.partner_id), (d.commercial_partner_id))
                       c(id)
                GROUP BY c.id HAVING %s)""",
            rows,
            having,
        )

    def _care_date_column(self, query, name):
        field = self.env["care.date"]._fields[name]
        return SQL.identifier(query.table, name, to_flush=field)

    def _order_field_to_sql(self, alias, field_name, direction, nulls, query):
        if field_name != "care_next_date":
            return super()._order_field_to_sql(
                alias, field_name, direction, nulls, query
            )
        self._check_field_access(self._fields[field_name], "read")
        dates = self.env["care.date"]._search([("next_date", "!=", False)])
        contact = SQL.identifier(alias, "id")
        dates.add_where(
            SQL(
                "%s IN (%s, %s)",
                contact,
                self._care_date_column(dates, "partner_id"),
                self._care_date_column(dates, "commercial_partner_id"),
            )
        )
        first = dates.select(SQL("min(%s)", self._care_date_column(dates, "next_date")))
        return SQL("(%s) %s NULLS LAST", first, direction)

    def action_open_care_dates(self):
        """Open the dates of a contact and of its people."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "crm_customer_care.care_date_action"
        )
        mine = Domain("partner_id", "=", self.id)
        family = Domain("commercial_partner_id", "=", self.id)
        return {**action, "domain": mine | family, "context": {}}
