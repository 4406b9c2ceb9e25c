from odoo import models

from ...tools import greeting_ledger_sql


class CareGreeting(models.Model):
    """What speaks against a greeting beside what speaks against any message."""

    _inherit = "care.greeting"

    def _get_hindrances(self):
        found = super()._get_hindrances()
        query = greeting_ledger_sql.greeted_today(self.ids)
        for [number] in self.env.execute_query(query):
            found.setdefault(number, self.env._("Greeted already that day."))
        return found

    def _get_own_hindrance(self):
        policy = self.env["care.policy"]._get(self.company_id)
        if policy._is_greeting_paused(self.occasion_date):
            return self.env._("There is a pause of all greetings.")
        return super()._get_own_hindrance()
