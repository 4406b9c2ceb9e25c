from odoo import api, fields, models

from ...tools.kpi_period import first_day
from ..argument import read_day, read_ids


class CareKpiNote(models.Model):
    """What a person plans, does, finds and changes about one item in one month."""

    _name = "care.kpi.note"
    _description = "Plan, Do, Check, Act"
    _order = "month desc, user_id, kpi_id"
    _rec_name = "kpi_id"

    company_id = fields.Many2one(
        "res.company",
        required=True,
        index=True,
        default=lambda self: self.env.company,
        ondelete="cascade",
    )
    user_id = fields.Many2one(
        "res.users",
        string="Salesperson",
        required=True,
        index=True,
        default=lambda self: self.env.user,
        ondelete="cascade",
    )
    kpi_id = fields.Many2one(
        "care.kpi", string="Item", required=True, index=True, ondelete="cascade"
    )
    month = fields.Date(
        required=True, default=lambda self: first_day(fields.Date.context_today(self))
    )
    plan = fields.Text(help="What shall be reached, and how.")
    do = fields.Text(help="What was done.")
    check = fields.Text(help="What came of it, and why.")
    act = fields.Text(help="What stays, what changes, what comes next.")

    _figure_uniq = models.Constraint(
        "UNIQUE(company_id, user_id, kpi_id, month)",
        "There is a note on this item and month already: go on with that one.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        return super().create([self._in_whole_months(vals) for vals in vals_list])

    def write(self, vals):
        return super().write(self._in_whole_months(vals))

    @api.model
    def _in_whole_months(self, vals):
        if not vals.get("month"):
            return vals
        return {**vals, "month": first_day(read_day(self.env, vals["month"]))}

    @api.model
    def action_open(self, kpi_id, user_id, month):
        """Open the note on a figure in a dialog, a new one if there is none."""
        month = read_day(self.env, month) or fields.Date.context_today(self)
        month = first_day(month)
        note = self.search(
            [
                ("company_id", "=", self.env.company.id),
                ("kpi_id", "=", kpi_id),
                ("user_id", "=", user_id),
                ("month", "=", month),
            ]
        )
        return {
            "type": "ir.actions.act_window",
            "name": self.env["care.kpi"].browse(read_ids(self.env, kpi_id)).name,
            "res_model": self._name,
            "res_id": note.id,
            "views": [(False, "form")],
            "target": "new",
            "context": {
                "default_kpi_id": kpi_id,
                "default_user_id": user_id,
                "default_month": fields.Date.to_string(month),
            },
        }
