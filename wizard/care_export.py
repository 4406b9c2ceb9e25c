import base64

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError


class CareExport(models.TransientModel):
    """A workbook of chosen customers, kept until it is downloaded."""

    _name = "care.export"
    _description = "Export of Customers to Excel"

    file = fields.Binary(readonly=True)
    filename = fields.Char(readonly=True)

    @api.model
    def _export(self, partners):
        """Write the workbook, log it, and return the action that downloads it."""
        self._check_right()
        if not partners:
            raise UserError(self.env._("Choose the customers to export first."))
        book = self.env["care.export.book"]
        everybody = book._get_everybody(partners)
        content = book._write(everybody)
        self.env["care.export.log"]._log_export(
            "excel", "res.partner", everybody, book._get_sheet_names()
        )
        day = fields.Date.context_today(self)
        return self._offer(content, self.env._("customers %(day)s", day=day))

    @api.model
    def _check_right(self):
        """Refuse whoever may not take customers out."""
        if not self.env.user.has_group("crm_customer_care.group_export"):
            raise AccessError(
                self.env._("You may not export customers: ask a manager to do it.")
            )

    @api.model
    def _offer(self, content, name):
        """Keep a workbook, and return the action that downloads it."""
        export = self.create(
            {"file": base64.b64encode(content), "filename": f"{name}.xlsx"}
        )
        return {
            "type": "ir.actions.act_url",
            "url": f"/web/content/{self._name}/{export.id}/file/{export.filename}"
            "?download=true",
            "target": "download",
        }
