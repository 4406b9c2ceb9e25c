from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    care_policy_id = fields.Many2one(related="company_id.care_policy_id")
    care_use_orders = fields.Boolean(
        related="care_policy_id.use_orders", readonly=False
    )
    care_use_invoices = fields.Boolean(
        related="care_policy_id.use_invoices", readonly=False
    )
    care_use_opportunities = fields.Boolean(
        related="care_policy_id.use_opportunities", readonly=False
    )
    care_use_deals = fields.Boolean(related="care_policy_id.use_deals", readonly=False)
    care_measure = fields.Selection(
        related="care_policy_id.measure", readonly=False, required=True
    )
    care_window_months = fields.Integer(
        related="care_policy_id.window_months", readonly=False
    )
    care_unconverted_count = fields.Integer(related="care_policy_id.unconverted_count")

    def action_open_care_policy(self):
        """Open the policy of the company that is being set up."""
        return {
            "type": "ir.actions.act_window",
            "res_model": "care.policy",
            "res_id": self.care_policy_id.id,
            "view_mode": "form",
        }
