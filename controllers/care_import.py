from odoo import http
from odoo.http import content_disposition, request

from ..tools.sheet_write import write_template

MIMETYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class CareImportController(http.Controller):
    @http.route(
        "/crm_customer_care/import_template/<string:lang>", auth="user", readonly=True
    )
    def import_template(self, lang):
        """An empty workbook to fill in, made from the columns that are read."""
        request.env["care.import"].check_access("create")
        headers = [
            ("Content-Type", MIMETYPE),
            ("Content-Disposition", content_disposition(f"customer_care_{lang}.xlsx")),
        ]
        return request.make_response(write_template(lang), headers)
