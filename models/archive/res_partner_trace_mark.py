from odoo import api, models
from odoo.tools import SQL

from ..classification.profile_label import fill
from .res_partner_trace_source import WISHES

ABOVE = {"parent_id", "is_company"}


class ResPartner(models.Model):
    """Whoever tells the archive of a contact leaves a mark on it."""

    _inherit = "res.partner"

    @api.model_create_multi
    def create(self, vals_list):
        partners = super().create(vals_list)
        told = [
            partner.id
            for partner, vals in zip(partners, vals_list, strict=True)
            if any(map(vals.get, WISHES))
        ]
        partners.browse(told)._leave_care_trace()
        return partners

    def write(self, vals):
        result = super().write(vals)
        if any(map(vals.get, WISHES)) or not ABOVE.isdisjoint(vals):
            self._leave_care_trace()
        return result

    def _leave_care_trace(self):
        """Mark these contacts, and the customers to whom they belong."""
        # sudo: whoever tells something of a contact leaves a trace
        partners = self.sudo()
        partners |= partners.commercial_partner_id
        fresh = partners.filtered(lambda one: one.id and not one.care_is_traced)
        if fresh:
            self._mark_care_traced(SQL("p.id = ANY(%s)", fresh.ids))
            fill(self._fields["care_is_traced"], fresh, [True] * len(fresh))

    @api.model
    def _mark_care_traced(self, condition):
        self.env.execute_query(
            SQL(
                """UPDATE res_partner p SET care_is_traced = TRUE
                    WHERE p.care_is_traced IS NOT TRUE AND (%s)""",
                condition,
            )
        )

    @api.autovacuum
    def _mark_care_unmarked(self):
        """Mark the contacts of which something came into the archive by another way."""
        rows = [
            SQL(
                "SELECT %s FROM %s", column, SQL.identifier(self.env[records[0]]._table)
            )
            for records in self._get_care_trace_records().values()
            for column in self._get_care_trace_columns(*records)
        ]
        wishes = self._trace_care_wishes()
        self._mark_care_traced(
            SQL("p.id IN (%s) OR %s", SQL(" UNION ALL ").join(rows), wishes)
        )
        self.invalidate_model(["care_is_traced"])
