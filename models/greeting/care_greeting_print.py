from odoo import models
from odoo.exceptions import UserError

PAPER = ("card", "letter")
ENDED = ("done", "missed")


class CareGreeting(models.Model):
    """Cards and letters: printing notes nothing, who has posted them says so."""

    _inherit = "care.greeting"

    def action_print_letters(self):
        """Print letters to those of these who are greeted on paper."""
        return self._print("crm_customer_care.care_greeting_letter_report")

    def action_print_labels(self):
        """Print the addresses of those of these who are greeted on paper."""
        return self._print("crm_customer_care.care_greeting_label_report")

    def _print(self, report):
        paper = self._get_mine(
            lambda one: one.channel in PAPER and (one.is_open or one.state in ENDED)
        )
        waiting = paper.filtered("is_open")
        hindrances = waiting._get_hindrances()
        ready = paper.filtered(lambda one: one.id not in hindrances)
        if not ready:
            raise UserError("\n".join(waiting._tell_hindrances(hindrances)))
        # who reads the list sees why some get nothing
        (waiting - ready)._hold_back()
        return self.env.ref(report).report_action(ready.ids, config=False)
