from odoo import fields, models


class CarePolicyChange(models.Model):
    """One rule of a policy that somebody changed; written by the system, kept."""

    _name = "care.policy.change"
    _description = "Change of a Policy"
    _order = "date desc, id desc"
    _rec_name = "rule"

    policy_id = fields.Many2one(
        "care.policy", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="policy_id.company_id", store=True, index=True)
    date = fields.Datetime(
        string="Changed on", required=True, default=fields.Datetime.now
    )
    user_id = fields.Many2one(
        "res.users", string="By", required=True, default=lambda self: self.env.user
    )
    reason = fields.Char(string="Why")
    rule = fields.Char(required=True, help="Which rule, or which tier's.")
    old_value = fields.Char(string="Before")
    new_value = fields.Char(string="After")
