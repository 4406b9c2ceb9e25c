from odoo import fields, models

from . import policy_rules as rules

# whoever changes one of these has thought about who is a key customer
DECIDING = {
    *rules.SOURCES,
    *rules.VALUE,
    "tier_method",
    "tier_ids",
    *rules.CUTS,
}


class CarePolicy(models.Model):
    _inherit = "care.policy"

    decided_at = fields.Datetime(
        string="Rules Decided on",
        readonly=True,
        copy=False,
        help="When a manager last changed these rules, or kept them on purpose.",
    )

    def write(self, vals):
        if not self.env.su and not DECIDING.isdisjoint(vals):
            vals = {**vals, "decided_at": fields.Datetime.now()}
        return super().write(vals)

    def action_decide(self):
        """Keep the rules as they are."""
        self.decided_at = fields.Datetime.now()
