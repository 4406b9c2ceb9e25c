from odoo import api, models


class OnboardingStep(models.Model):
    _inherit = "onboarding.onboarding.step"

    @api.model
    def _get_care_facts(self, policy):
        facts = super()._get_care_facts(policy)
        return {**facts, "action_open_care_contacts": policy.cadence_active}

    @api.model
    def action_open_care_contacts(self):
        """Open what the current company requires of contacts."""
        return self._open_care_dialog(
            self.env._("Plan Contacts"), "care_policy_view_form_contacts"
        )
