from odoo import fields, models


class IrUiView(models.Model):
    _inherit = "ir.ui.view"

    type = fields.Selection(selection_add=[("care_calendar", "Contact Calendar")])

    def _get_view_info(self):
        return {"care_calendar": {"icon": "fa fa-th"}} | super()._get_view_info()
