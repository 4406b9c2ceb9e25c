from odoo import api, fields, models, tools
from odoo.tools import SQL

WISHES = (
    "care_deceased",
    "care_bereaved_until",
    "care_do_not_call",
    "care_channel_id",
    "care_call_from",
    "care_call_to",
    "care_call_days",
)


class ResPartner(models.Model):
    """What the archive holds of a contact at all: of most it holds little, and what is
    not there need not be looked for by the rules of who may see it."""

    _inherit = "res.partner"

    care_traces = fields.Char(
        compute="_compute_care_traces", compute_sudo=True, groups=fields.NO_ACCESS
    )

    @api.depends(
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

    @api.model
    @tools.ormcache()
    def _mark_care_traces(self):
        """SQL of the names of all traces of contact `p` in one text."""
        marks = [
            SQL("CASE WHEN %s THEN %s END", condition, f" {name} ")
            for name, condition in self._get_care_traces().items()
        ]
        return SQL("concat(%s)", SQL(", ").join(marks))

    @api.model
    def _get_care_traces(self):
        """Return, by name, SQL of whether contact `p` may have this. Areas with facts
        of their own add theirs."""
        return {
            "date": self._trace_care(
                "care.date", "partner_id", "commercial_partner_id"
            ),
            "card": self._trace_care("care.card", "partner_id"),
            "consent": self._trace_care("care.consent", "partner_id"),
            "relation": self._trace_care("care.relation", "partner_id", "other_id"),
            "wish": self._trace_care_wishes(),
        }

    @api.model
    def _trace_care(self, model, *columns):
        """SQL of whether a record names contact `p` in one of these columns."""
        rows = self.env[model]
        names = [
            SQL.identifier(rows._table, name, to_flush=rows._fields[name])
            for name in columns
        ]
        return SQL(
            "EXISTS (SELECT FROM %s WHERE %s)",
            SQL.identifier(rows._table),
            SQL(" OR ").join([SQL("%s = p.id", name) for name in names]),
        )

    @api.model
    def _trace_care_wishes(self):
        """SQL of whether contact `p` told how and when it may be contacted."""
        empty = {"boolean": SQL("FALSE"), "float": SQL("0"), "char": SQL("''")}
        fields = [self._fields[name] for name in WISHES]
        return SQL(" OR ").join(
            [
                SQL(
                    "%s %s",
                    SQL.identifier("p", field.name, to_flush=field),
                    SQL("<> %s", empty[field.type])
                    if field.type in empty
                    else SQL("IS NOT NULL"),
                )
                for field in fields
            ]
        )

    def _has_care_trace(self, *names):
        """Whether the archive may hold something of this of one of these contacts; what
        is being typed counts as held."""
        # sudo: callers ask further with the rights of the user
        return not all(self._ids) or any(
            f" {name} " in (partner.care_traces or "")
            for partner in self.sudo()
            for name in names
        )
