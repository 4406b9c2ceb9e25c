import json

from werkzeug.datastructures import FileStorage
from werkzeug.exceptions import Forbidden

from odoo import http
from odoo.exceptions import AccessError
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
            try:
                model._export_care_pivot(table)
            except AccessError as error:
                # as the client reads a refused download
                answer = {"code": 0, "data": http.serialize_exception(error)}
                answer["message"] = answer["data"]["message"]
                raise Forbidden(json.dumps(answer)) from error
        return super().export_xlsx(content, **kw)
