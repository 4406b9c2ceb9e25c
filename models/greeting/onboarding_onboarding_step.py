from odoo import api, models


class OnboardingStep(models.Model):
    _inherit = "onboarding.onboarding.step"

    @api.model
    def _get_care_facts(self, policy):
        facts = super()._get_care_facts(policy)
        # sudo: whether anybody is greeted at all, not whom a rule greets
        rules = self.env["care.greeting.rule"].sudo()
        found = policy.greeting_active and rules.search_count(
            [("company_id", "=", policy.company_id.id)], limit=1
        )
        return {**facts, "action_open_care_greetings": bool(found)}

    @api.model
    def action_open_care_greetings(self):
        """Open the switch for greetings of the current company, then its rules."""
        return self._open_care_dialog(
            self.env._("Greet Customers"), "care_policy_view_form_greetings"
        )
