import json

from werkzeug.datastructures import FileStorage

from odoo import http
from odoo.http import request

from odoo.addons.web.controllers.pivot import TableExporter


class CarePivotController(TableExporter):
    # the log of exports is written
    @http.route(readonly=False)
    def export_xlsx(self, data, **kw):
        content = data.read() if isinstance(data, FileStorage) else data
        table = json.loads(content) or {}
        model = request.env.get(table.get("model"))
        if model is not None:
            model._export_care_pivot(table)
        return super().export_xlsx(content, **kw)
