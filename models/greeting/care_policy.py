from odoo import api, fields, models
from odoo.exceptions import ValidationError


class CarePolicy(models.Model):
    _inherit = "care.policy"

    greeting_active = fields.Boolean(
        string="Greet Customers",
        help="Greetings are planned and sent as the rules that are switched on say.",
    )
    greeting_pause_until = fields.Date(
        string="No Greetings until",
        help="Up to this day nobody is greeted by ourselves, whatever the rules say.",
    )
    greeting_ahead_days = fields.Integer(
        string="Plan Greetings Ahead",
        required=True,
        default=14,
        help="Days before an occasion that its greetings are planned, at least as many "
        "as a rule needs to prepare.",
    )

    @api.constrains("greeting_ahead_days")
    def _check_greeting_ahead_days(self):
        if any(not 1 <= policy.greeting_ahead_days <= 365 for policy in self):
            raise ValidationError(
                self.env._("Greetings are planned from 1 to 365 days ahead.")
            )

    def _is_greeting_paused(self, day):
        """Whether the company sends no greetings on a day."""
        self.ensure_one()
        until = self.greeting_pause_until
        return bool(until and day <= until)
