import json

from werkzeug.datastructures import FileStorage

from odoo import http
from odoo.http import request

from odoo.addons.web.controllers.pivot import TableExporter


class CarePivotController(TableExporter):
    def _is_readonly(self, rule, args):
        """Whoever takes customers out leaves a line in the log of exports."""
        return False

    @http.route(readonly=_is_readonly)
    def export_xlsx(self, data, **kw):
        content = data.read() if isinstance(data, FileStorage) else data
        table = json.loads(content) or {}
        model = request.env.get(table.get("model"))
        if model is not None:
            model._export_care_pivot(table)
        return super().export_xlsx(content, **kw)
