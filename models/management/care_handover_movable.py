from typing import NamedTuple

from odoo import api, models
from odoo.tools import SQL

from ...tools import handover_sql
from ..complaint.care_complaint import OPEN_STATES

ACTIVITY = "mail.activity"


class Movable(NamedTuple):
    """Records of customers that change hands: which column holds the user, which one
    the contact, and which of them are open. `vacant`: the customer's own row without a
    user goes along; `dated`: a column of the day since which the user has it."""

    model: str
    user_field: str
    customer_field: str
    domain: tuple = ()
    vacant: bool = False
    dated: str = ""


MOVABLES = (
    Movable("res.partner", "user_id", "id", vacant=True),
    Movable(
        "care.profile", "user_id", "partner_id", vacant=True, dated="assigned_date"
    ),
    Movable("crm.lead", "user_id", "partner_id", (("won_status", "=", "pending"),)),
    Movable(
        "sale.order", "user_id", "partner_id", (("state", "in", ("draft", "sent")),)
    ),
    Movable(
        "care.complaint",
        "user_id",
        "commercial_partner_id",
        (("state", "in", OPEN_STATES),),
    ),
    Movable("care.revisit", "user_id", "partner_id", (("state", "=", "planned"),)),
    Movable(
        "care.plan", "user_id", "partner_id", (("state", "in", ("draft", "active")),)
    ),
    Movable("care.plan.step", "user_id", "partner_id", (("state", "=", "todo"),)),
    Movable(
        "care.risk", "user_id", "partner_id", (("state", "in", ("open", "snoozed")),)
    ),
)


class CareHandover(models.Model):
    """What changes hands with a customer."""

    _inherit = "care.handover"

    @api.model
    def _get_movables(self):
        """List of `Movable`: what belongs to a customer and to a user. The open
        activities of these records go along. Other models add themselves."""
        return list(MOVABLES)

    # who has what
    def _get_ids(self, movable):
        """SQL of the ids of the open records of a movable in the company."""
        # sudo: a handover leaves nothing behind, whoever starts it
        model = self.env[movable.model].sudo().with_context(active_test=False)
        domain = list(movable.domain)
        if "company_id" in model._fields and movable.model != "care.profile":
            domain.append(("company_id", "in", [self.company_id.id, False]))
        if "active" in model._fields and movable.domain:
            domain.append(("active", "=", True))
        return model._search(domain).subselect()

    def _get_held(self, movable):
        """SQL of the records of a movable that change hands, and of the activities."""
        table = self.env[movable.model]._table
        names = (table, movable.user_field, movable.customer_field)
        records = handover_sql.held(
            self.id, *names, self._get_ids(movable), movable.vacant
        )
        activities = handover_sql.held_activities(
            self.id, movable.model, table, movable.customer_field
        )
        return records, activities

    def _find_held_customers(self):
        """Ids of customers, 0 for none, for whom the old user has something open."""
        self.env.flush_all()
        queries = []
        for movable in self._get_movables():
            if not movable.domain:
                continue
            queries.append(
                SQL(
                    """SELECT DISTINCT COALESCE(p.commercial_partner_id, 0)
                         FROM %s t LEFT JOIN res_partner p ON p.id = t.%s
                        WHERE t.%s = %s AND t.id IN %s""",
                    SQL.identifier(self.env[movable.model]._table),
                    SQL.identifier(movable.customer_field),
                    SQL.identifier(movable.user_field),
                    self.old_user_id.id,
                    self._get_ids(movable),
                )
            )
        rows = self.env.execute_query(SQL(" UNION ").join(queries))
        return {number for [number] in rows}

    def _count_held(self):
        """{model: how many records would be moved}."""
        self.env.flush_all()
        counts = {}
        activities = []
        for movable in self._get_movables():
            records, planned = self._get_held(movable)
            activities.append(planned)
            counts[movable.model] = self._count(records)
        counts[ACTIVITY] = self._count(SQL(" UNION ").join(activities))
        return counts

    def _count(self, rows):
        query = SQL("SELECT count(DISTINCT r.res_id) FROM (%s) r", rows)
        [[count]] = self.env.execute_query(query)
        return count

    def _summarize(self, counts):
        """Text of {model: count}, in the order of the movables."""
        names = [movable.model for movable in self._get_movables()]
        return "\n".join(
            self.env._(
                "%(what)s: %(count)s",
                what=self.env["ir.model"]._get(model).display_name,
                count=counts[model],
            )
            for model in (*names, ACTIVITY)
            if model != "care.profile" and counts.get(model)
        )
