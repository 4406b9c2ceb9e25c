from odoo import api, fields, models
from odoo.tools import SQL

# letter of what a contact may have, and the columns that say whose it is
TRACES = {
    "date": ("d", "care_date", "partner_id", "commercial_partner_id"),
    "card": ("k", "care_card", "partner_id"),
    "consent": ("c", "care_consent", "partner_id"),
    "relation": ("r", "care_relation", "partner_id", "other_id"),
}


class ResPartner(models.Model):
    """What the archive holds of a contact at all: of most it holds little, and what is
    not there need not be looked for by the rules of who may see it."""

    _inherit = "res.partner"

    care_traces = fields.Char(
        compute="_compute_care_traces", compute_sudo=True, groups=fields.NO_ACCESS
    )

    @api.depends(
        "care_date_ids.partner_id",
        "child_ids.care_date_ids.partner_id",
        "care_card_ids.partner_id",
        "care_consent_ids.partner_id",
        "care_own_relation_ids.partner_id",
        "care_back_relation_ids.other_id",
    )
    def _compute_care_traces(self):
        marks = []
        for letter, table, *columns in TRACES.values():
            model = self.env[table.replace("_", ".")]
            model.flush_model(columns)
            marks += [
                SQL(
                    "CASE WHEN EXISTS (SELECT FROM %s WHERE %s = p.id) THEN %s END",
                    SQL.identifier(table),
                    SQL.identifier(column),
                    letter,
                )
                for column in columns
            ]
        rows = self.env.execute_query(
            SQL(
                "SELECT p.id, concat(%s) FROM unnest(%s) p(id)",
                SQL(", ").join(marks),
                self._origin.ids,
            )
        )
        traces = dict(rows)
        for partner in self:
            partner.care_traces = traces.get(partner._origin.id)

    def _has_care_trace(self, name):
        """Whether the archive may hold this of one of these contacts; what is being
        typed counts as held."""
        letter = TRACES[name][0]
        # sudo: callers ask further with the rights of the user
        return not all(self._ids) or any(
            letter in (partner.care_traces or "") for partner in self.sudo()
        )
