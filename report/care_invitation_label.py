from odoo import api, models
from odoo.tools import split_every

COLUMNS, ROWS = 3, 8


class ReportCareInvitationLabel(models.AbstractModel):
    """Address labels, three columns of eight on a sheet."""

    _name = "report.crm_customer_care.care_invitation_label"
    _inherit = "report.crm_customer_care.care_invitation_letter"
    _description = "Address Labels"

    @api.model
    def _get_report_values(self, docids, data=None):
        lines = self._get_lines(docids)
        self._log_addresses(lines)
        labels = [
            {
                "lang": self._get_lang(line),
                "address": self._get_address(line.partner_id),
            }
            for line in lines
        ]
        sheets = [
            [list(row) for row in split_every(COLUMNS, sheet)]
            for sheet in split_every(COLUMNS * ROWS, labels)
        ]
        return {"doc_ids": lines.ids, "doc_model": lines._name, "sheets": sheets}
