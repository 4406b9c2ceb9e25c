from odoo import api, models, tools
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
    """Where the database tells what the archive holds of a contact."""

    _inherit = "res.partner"

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
        """Return, by name, SQL of whether contact `p` may have this."""
        traces = {
            name: self._trace_care(*records)
            for name, records in self._get_care_trace_records().items()
        }
        return {**traces, "wish": self._trace_care_wishes()}

    @api.model
    def _get_care_trace_records(self):
        """Return, by name, the model of what leaves a trace and the columns in which it
        names contacts. Areas with facts of their own add theirs."""
        return {
            "date": ("care.date", "partner_id", "commercial_partner_id"),
            "card": ("care.card", "partner_id"),
            "consent": ("care.consent", "partner_id"),
            "relation": ("care.relation", "partner_id", "other_id"),
        }

    @api.model
    def _trace_care(self, model, *columns):
        """SQL of whether a record names contact `p` in one of these columns."""
        names = self._get_care_trace_columns(model, *columns)
        return SQL(
            "EXISTS (SELECT FROM %s WHERE %s)",
            SQL.identifier(self.env[model]._table),
            SQL(" OR ").join([SQL("%s = p.id", name) for name in names]),
        )

    @api.model
    def _get_care_trace_columns(self, model, *columns):
        rows = self.env[model]
        return [
            SQL.identifier(rows._table, name, to_flush=rows._fields[name])
            for name in columns
        ]

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
