from odoo import fields, models


class IrUiView(models.Model):
    _inherit = "ir.ui.view"

    type = fields.Selection(selection_add=[("care_map", "Customer Map")])

    def _get_view_info(self):
        return {"care_map": {"icon": "fa fa-dot-circle-o"}} | super()._get_view_info()
