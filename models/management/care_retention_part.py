from odoo import api, fields, models


class CareRetentionPart(models.AbstractModel):
    """Customers of the past who were alike, and how many of them bought again."""

    _name = "care.retention.part"
    _description = "Customers Alike in the Past"

    retention_id = fields.Many2one(
        "care.retention",
        string="Backtest",
        required=True,
        index=True,
        readonly=True,
        ondelete="cascade",
    )
    company_id = fields.Many2one(related="retention_id.company_id", store=True)
    number = fields.Integer(string="Part", readonly=True, aggregator=False)
    customer_count = fields.Integer(string="Customers", readonly=True)
    bought_count = fields.Integer(string="Bought Again", readonly=True)
    bought_rate = fields.Float(
        string="Bought Again (Share)", readonly=True, aggregator="avg"
    )
    # kept of the last month end only
    customer_ids = fields.Json(readonly=True)

    @api.depends("number")
    def _compute_display_name(self):
        for part in self:
            part.display_name = str(part.number)

    def action_open_customers(self):
        """Open the customers that were counted, as far as the user may see them."""
        self.ensure_one()
        title = self.env._("Customers Counted")
        return {
            "type": "ir.actions.act_window",
            "name": title,
            "res_model": "care.profile",
            "view_mode": "list,form",
            "domain": [
                ("partner_id", "in", self.customer_ids or []),
                ("company_id", "=", self.company_id.id),
            ],
            "context": {"active_test": False},
        }
