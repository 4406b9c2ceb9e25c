from odoo import api, fields, models

POLICY_FIELDS = {
    "care_use_orders": "use_orders",
    "care_use_invoices": "use_invoices",
    "care_use_opportunities": "use_opportunities",
    "care_use_deals": "use_deals",
    "care_measure": "measure",
    "care_window_months": "window_months",
}


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

    @api.model_create_multi
    def create(self, vals_list):
        return super().create([self._write_care_policy(vals) for vals in vals_list])

    def write(self, vals):
        return super().write(self._write_care_policy(vals))

    def _write_care_policy(self, vals):
        """Write the values of the policy in one go, since its rules look at all of them
        together, and return the other values."""
        company = self.company_id or self.company_id.browse(vals.get("company_id"))
        policy = (company or self.env.company).care_policy_id
        policy_vals = {
            POLICY_FIELDS[name]: value
            for name, value in vals.items()
            if name in POLICY_FIELDS and policy[POLICY_FIELDS[name]] != value
        }
        if policy_vals:
            policy.write(policy_vals)
        return {name: vals[name] for name in vals if name not in POLICY_FIELDS}

    def action_open_care_policy(self):
        """Open the policy of the company that is being set up."""
        return {
            "type": "ir.actions.act_window",
            "res_model": "care.policy",
            "res_id": self.care_policy_id.id,
            "view_mode": "form",
        }
