from odoo import api, fields, models

from .res_partner import READER


class SaleOrder(models.Model):
    _inherit = "sale.order"

    care_complaint_ids = fields.One2many("care.complaint", "order_id", groups=READER)
    care_complaint_count = fields.Integer(
        string="Complaints", compute="_compute_care_complaint_count", groups=READER
    )

    @api.depends("care_complaint_ids")
    @api.depends_context("uid", "allowed_company_ids")
    def _compute_care_complaint_count(self):
        groups = self.env["care.complaint"]._read_group(
            [("order_id", "in", self.ids)], ["order_id"], ["__count"]
        )
        counts = {order.id: count for order, count in groups}
        for order in self:
            order.care_complaint_count = counts.get(order._origin.id, 0)

    def action_open_care_complaints(self):
        """Open the complaints about this order."""
        self.ensure_one()
        return {
            **self.env["care.complaint"]._get_list_action(),
            "domain": [("order_id", "=", self.id)],
            "context": {
                "default_partner_id": self.partner_id.id,
                "default_order_id": self.id,
            },
        }
