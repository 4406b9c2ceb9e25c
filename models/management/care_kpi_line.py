from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL
from odoo.tools.misc import get_lang

from ...tools import kpi_sql
from ...tools.kpi_period import month_name

FIGURE = "care_kpi_figure"
EMPTY = SQL(
    """SELECT 0::bigint AS id, 0 AS company_id, 0 AS kpi_id, 0 AS user_id,
              NULL::date AS month, '' AS res_model, 0 AS res_id,
              0::float8 AS numerator, 0::float8 AS denominator WHERE FALSE"""
)


class CareKpiLine(models.Model):
    """A record that counts in one figure, which the context names: of a month that was
    kept, what was counted then; else what counts now."""

    _name = "care.kpi.line"
    _description = "Counted Record"
    _auto = False
    _order = "numerator, res_id"
    _rec_name = "name"

    company_id = fields.Many2one("res.company", readonly=True)
    kpi_id = fields.Many2one("care.kpi", string="Item", readonly=True)
    user_id = fields.Many2one("res.users", string="Salesperson", readonly=True)
    month = fields.Date(readonly=True)
    res_model = fields.Char(string="Kind of Record", readonly=True)
    res_id = fields.Many2oneReference(
        string="Record", model_field="res_model", readonly=True
    )
    numerator = fields.Float(string="Counted", readonly=True)
    denominator = fields.Float(string="Out of", readonly=True)
    name = fields.Char(compute="_compute_name")

    @property
    def _table_query(self):
        figure = self._get_figure()
        if not figure:
            return EMPTY
        company_id, kpi_id, _user_id, month = figure
        # sudo: who may see the records of whom is decided by the rules
        kpi = self.env["care.kpi"].sudo().browse(kpi_id)
        company = self.env["res.company"].sudo().browse(company_id)
        if kpi._is_kept(company, month):
            return kpi_sql.kept_records(figure)
        policy = self.env["care.policy"]._get(company)
        period = kpi._get_period(policy, month)
        if not kpi._is_known(policy, period):
            return EMPTY
        measure = kpi._get_measure()
        rows = measure.rows(policy, period)
        return kpi_sql.present_records(rows, figure, measure.model)

    @api.model
    def _get_figure(self):
        """Ids of company, item and user, and the month, that the context names."""
        named = self.env.context.get(FIGURE)
        if not named:
            return None
        ids = [int(named[name]) for name in ("company_id", "kpi_id", "user_id")]
        return (*ids, fields.Date.to_date(named["month"]))

    @api.depends("res_model", "res_id")
    @api.depends_context("uid", "lang")
    def _compute_name(self):
        for model, lines in self.grouped("res_model").items():
            records = self.env[model].with_context(active_test=False)
            there = records.browse(lines.mapped("res_id")).exists()
            names = {
                record.id: record.display_name
                for record in there._filtered_access("read")
            }
            for line in lines:
                line.name = names.get(line.res_id) or (
                    self.env._("Not yours to see any more")
                    if line.res_id in there._ids
                    else self.env._("Deleted or merged since")
                )

    @api.model
    def _open(self, kpi, user, month, company=None):
        """Action that lists the records of a figure; their sums are the figure's."""
        company = company or self.env.company
        figure = {
            "kpi_id": kpi.id,
            "user_id": user.id,
            "company_id": company.id,
            "month": fields.Date.to_string(month),
        }
        name = user.sudo().name  # sudo: the name of a colleague
        period = month_name(month, get_lang(self.env).code)
        return {
            "type": "ir.actions.act_window",
            "name": f"{kpi.name}: {name}, {period}",
            "res_model": self._name,
            "views": [(False, "list")],
            "context": {FIGURE: figure},
        }

    def action_open_record(self):
        """Open the record itself."""
        self.ensure_one()
        # what the context names no more has no record either
        record = self.env[self.res_model or self._name].browse(self.res_id)
        if not self.res_model or not record.exists():
            raise UserError(
                self.env._(
                    "This record was deleted or merged since: the figure of its month "
                    "still counts it."
                )
            )
        record.check_access("read")
        return {
            "type": "ir.actions.act_window",
            "res_model": self.res_model,
            "res_id": self.res_id,
            "views": [(False, "form")],
        }
