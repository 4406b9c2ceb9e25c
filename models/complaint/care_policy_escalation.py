from odoo import api, fields, models
from odoo.exceptions import ValidationError


class CarePolicy(models.Model):
    _inherit = "care.policy"

    escalation_active = fields.Boolean(
        string="Escalate Complaints",
        help="Complaints whose clocks run out are brought before others, level by "
        "level.",
    )
    repeat_cause_days = fields.Integer(
        string="Same Cause Again within",
        required=True,
        default=90,
        help="Days in which a second complaint of the same cause, about the same "
        "product or by the same customer, raises the alarm.",
    )

    @api.constrains("repeat_cause_days")
    def _check_repeat_cause_days(self):
        if any(policy.repeat_cause_days < 1 for policy in self):
            raise ValidationError(self.env._("Choose at least one day."))
