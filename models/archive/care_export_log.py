from odoo import api, fields, models
from odoo.exceptions import AccessError

from ...tools.id_ranges import id_ranges


class CareExportLog(models.Model):
    """Who took data of customers out of the database; nobody changes a line."""

    _name = "care.export.log"
    _description = "Export of Customers"
    _order = "date desc, id desc"
    _rec_name = "model_label"
    _log_access = False

    user_id = fields.Many2one(
        "res.users", string="By", required=True, index=True, ondelete="restrict"
    )
    date = fields.Datetime(required=True, default=fields.Datetime.now, index=True)
    kind = fields.Selection(
        [
            ("export", "Odoo Export"),
            ("excel", "Excel Workbook"),
            ("pivot", "Pivot Table"),
            ("vcard", "Address Card (vCard)"),
            ("card", "Customer Card"),
            ("report", "Report"),
        ],
        required=True,
    )
    model_name = fields.Char(string="Technical Name of the Model", required=True)
    model_label = fields.Char(string="Model", compute="_compute_model_label")
    record_count = fields.Integer(string="Records")
    field_names = fields.Text(string="Fields")
    detail = fields.Text(help="Numbers of the records, and what else was asked for.")

    @api.depends("model_name")
    @api.depends_context("lang")
    def _compute_model_label(self):
        # sudo: auditors may know the names of models
        models_by_name = self.env["ir.model"].sudo()
        for log in self:
            log.model_label = models_by_name._get(log.model_name).name or log.model_name

    @api.model
    def _log_export(self, kind, model_name, records, fields, detail=""):
        """Log that the user takes these records out; `fields` are names."""
        numbers = id_ranges(records.ids)
        # sudo: nobody may write the log by hand
        return self.sudo().create(
            {
                "user_id": self.env.uid,
                "kind": kind,
                "model_name": model_name,
                "record_count": len(records),
                "field_names": ", ".join(fields),
                "detail": f"{detail}\n{numbers}".strip(),
            }
        )

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:
            self._refuse_change()
        return super().create(vals_list)

    def write(self, vals):
        self._refuse_change()
        return super().write(vals)

    def unlink(self):
        self._refuse_change()
        return super().unlink()

    def _refuse_change(self):
        raise AccessError(
            self.env._("The log of exports is written by the system and stays.")
        )
