from odoo import models
from odoo.tools import SQL


class CarePolicy(models.Model):
    """Which customers something happened to since the last refresh."""

    _inherit = "care.policy"

    def _care_recent_sources(self, since):
        """Return named SQL (partner_id: any contact) of what changed since a UTC time.

        Areas with facts of their own add theirs. What is deleted shows in the next
        full refresh only.
        """
        self.ensure_one()
        tables = {
            "orders": "sale_order",
            "opportunities": "crm_lead",
            "invoices": "account_move",
            "deals": "care_deal",
            "ratings": "rating_rating",
        }
        sources = {
            name: SQL(
                "SELECT x.partner_id FROM %s x WHERE x.write_date >= %s",
                SQL.identifier(table),
                since,
            )
            for name, table in tables.items()
        }
        sources["contacts"] = SQL(
            "SELECT x.id AS partner_id FROM res_partner x WHERE x.write_date >= %s",
            since,
        )
        sources["locks"] = self._recent_locks(since)
        sources["payments"] = SQL(
            """SELECT l.partner_id FROM account_partial_reconcile r
                 JOIN account_move_line l ON l.id IN (r.debit_move_id, r.credit_move_id)
                WHERE r.write_date >= %s""",
            since,
        )
        return sources

    def _recent_locks(self, since):
        # dates are local ones of the company
        return SQL(
            """SELECT e.partner_id FROM care_profile_event e
                WHERE e.company_id = %s AND e.tier_rule IN ('lock', 'unlock')
                  AND e.date >= %s::date - 1""",
            self.company_id.id,
            since,
        )

    def _get_contacts(self):
        """SQL table of the contacts whose documents count: in a refresh of recent
        changes those of the customers it looks at, with the columns it needs."""
        if self.env.context.get("care_recent"):
            return SQL("care_refresh_contact")
        return SQL("res_partner")

    def _among(self, contact):
        """SQL condition like a join with `_get_contacts`; nothing in a full refresh."""
        if not self.env.context.get("care_recent"):
            return SQL("")
        return SQL("AND %s IN (SELECT k.id FROM care_refresh_contact k)", contact)
