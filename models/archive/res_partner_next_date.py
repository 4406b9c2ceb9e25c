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

    @api.depends(
        "care_is_traced",
        "care_date_ids.next_date",
        "child_ids.care_date_ids.next_date",
    )
    @api.depends_context("uid")
    def _compute_care_next_date(self):
        dates = self.env["care.date"]
        customers = self.commercial_partner_id
        if customers._has_care_trace("date"):
            dates = dates.search_fetch(
                [
                    ("commercial_partner_id", "in", customers.ids),
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
        having = SQL("TRUE")
        if operator == "in":
            having = SQL("next_date IN %s", tuple(value) or (None,))
        elif operator:
            having = SQL("next_date %s %s", SQL(operator), value)
        rows = self._care_next_dates()
        return SQL("(SELECT n.id FROM (%s) n WHERE %s)", rows, having)

    def _care_next_dates(self):
        """SQL of contact and next date, of what the user may see."""
        model = self.env["care.date"]
        dates = model._search([("next_date", "!=", False)])
        names = ("partner_id", "commercial_partner_id", "next_date")
        columns = (
            SQL.identifier(dates.table, name, to_flush=model._fields[name])
            for name in names
        )
        return SQL(
            """WITH d AS (%s)
               SELECT u.id, min(u.next_date) AS next_date
                 FROM (SELECT partner_id AS id, next_date FROM d
                        UNION ALL
                       SELECT commercial_partner_id, next_date FROM d
                        WHERE commercial_partner_id <> partner_id) u
                GROUP BY u.id""",
            dates.select(*columns),
        )

    def _order_field_to_sql(self, alias, field_name, direction, nulls, query):
        if field_name != "care_next_date":
            return super()._order_field_to_sql(
                alias, field_name, direction, nulls, query
            )
        self._check_field_access(self._fields[field_name], "read")
        table = query.make_alias(alias, field_name)
        same = SQL("%s = %s", SQL.identifier(table, "id"), SQL.identifier(alias, "id"))
        rows = SQL("(%s)", self._care_next_dates())
        query.add_join("LEFT JOIN", table, rows, same)
        column = SQL.identifier(table, "next_date")
        query._order_groupby.append(column)
        return SQL("%s %s NULLS LAST", column, direction)

    def action_open_care_dates(self):
        """Open the dates of a contact and of its people."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "crm_customer_care.care_date_action"
        )
        mine = Domain("partner_id", "=", self.id)
        family = Domain("commercial_partner_id", "=", self.id)
        return {**action, "domain": mine | family, "context": {}}
