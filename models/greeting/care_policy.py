from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ...tools.greeting_ledger_sql import OPEN

# how far back an outage is made good for
LONGEST_OUTAGE = timedelta(days=60)


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

    greeting_planned_date = fields.Date(
        string="Greetings Planned until", readonly=True, copy=False
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

    def write(self, vals):
        result = super().write(vals)
        if vals.get("greeting_active") is False:
            self._drop_greetings()
        return result

    def action_start_greetings(self):
        """Switch greetings on and show the rules, which are switched on one by one."""
        self.greeting_active = True
        return self.env["ir.actions.act_window"]._for_xml_id(
            "crm_customer_care.care_greeting_rule_action"
        )

    def _drop_greetings(self):
        """Forget what was only planned: later on nothing of it was missed."""
        # sudo: who sets the policy need not see all customers
        greetings = self.env["care.greeting"].sudo()
        greetings.search(
            [
                ("company_id", "in", self.company_id.ids),
                ("state", "in", OPEN),
                ("activity_id", "=", False),
            ]
        ).unlink()
        self.greeting_planned_date = False

    def _get_greeting_start(self, today):
        """The first day to plan: today, after an outage the first one not planned."""
        last = self.greeting_planned_date
        if not last or last >= today:
            return today
        return max(last + timedelta(days=1), today - LONGEST_OUTAGE)

    def _get_greeting_stop(self, rules, today):
        """The last day to plan by some rules."""
        ahead = max([self.greeting_ahead_days, *rules.mapped("lead_days")])
        return today + timedelta(days=ahead)

    def _was_greeting_missed(self, day):
        """Whether nothing was planned for a day that is over, for no job ran."""
        return bool(self.greeting_planned_date) and day > self.greeting_planned_date

    def _keep_greeting_stop(self, day):
        if self.greeting_planned_date != day:
            self.greeting_planned_date = day
