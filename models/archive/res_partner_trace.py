from odoo import api, fields, models
from odoo.tools import SQL

from ..classification.profile_label import fill
from ..classification.res_partner import EMPLOYEE
from .res_partner_trace_source import WISHES

# what is empty of a contact of which the archive holds nothing
UNTRACED = {"care_next_date", "care_next_date_id", "care_card_count"}


class ResPartner(models.Model):
    """What the archive holds of a contact at all: of most it holds nothing, and what is
    not there need not be looked for by the rules of who may see it."""

    _inherit = "res.partner"

    # never taken back: where nothing is left, one has looked for it, no more
    care_is_traced = fields.Boolean(
        string="In the Archive",
        prefetch=False,
        readonly=True,
        copy=False,
        groups=EMPLOYEE,
        help="The archive holds something of this contact or of its people, or did.",
    )
    # sudo: only code reads it, which asks further with the rights of the user
    care_traces = fields.Char(
        compute="_compute_care_traces", compute_sudo=True, groups=fields.NO_ACCESS
    )

    @api.depends(
        "care_is_traced",
        *WISHES,
        "care_date_ids.partner_id",
        "child_ids.care_date_ids.partner_id",
        "care_card_ids.partner_id",
        "care_consent_ids.partner_id",
        "care_own_relation_ids.partner_id",
        "care_back_relation_ids.other_id",
    )
    def _compute_care_traces(self):
        rows = self.env.execute_query(
            SQL(
                "SELECT p.id, %s FROM res_partner p WHERE p.id = ANY(%s)",
                self._mark_care_traces(),
                self._origin.ids,
            )
        )
        traces = dict(rows)
        for partner in self:
            partner.care_traces = traces.get(partner._origin.id)

    def _has_care_trace(self, *names):
        """Whether the archive may hold something of this of one of these contacts; what
        is being typed counts as held."""
        if not all(self._ids):
            return True
        traced = self._get_care_traced_ids()
        # sudo: callers ask further with the rights of the user
        return any(
            f" {name} " in (partner.care_traces or "")
            for partner in traced and self.browse(traced).sudo()
            for name in names
        )

    def _get_care_traced_ids(self):
        """Numbers of those of these contacts of which the archive holds something."""
        known = self._fields["care_is_traced"]._get_cache(self.env)
        if not all(number in known for number in self._ids):
            # sudo: as above
            self.sudo().mapped("care_is_traced")
        return [number for number in self._ids if known[number]]

    @api.model
    def _get_care_shown_needs(self):
        return [*super()._get_care_shown_needs(), "care_is_traced"]

    def _fill_care_shown(self, names):
        empty = UNTRACED & names
        if empty and not self._get_care_traced_ids():
            if not self.commercial_partner_id._get_care_traced_ids():
                for name in empty:
                    fill(self._fields[name], self, [None] * len(self))
        return super()._fill_care_shown(names)
