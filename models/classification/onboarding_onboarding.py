from odoo import api, models
from odoo.exceptions import AccessError

CARE = "crm_customer_care.onboarding_care"


class Onboarding(models.Model):
    """The first steps of a manager of Customer Care, in each company."""

    _inherit = "onboarding.onboarding"

    @api.model
    def get_care_panel(self):
        """Return {steps, is_done} of the current company for a manager; False for
        others, and as soon as there is nothing left to show."""
        onboarding = self._is_care_manager() and self._get_care()
        if not onboarding or onboarding.is_onboarding_closed:
            return False
        onboarding._search_or_create_progress()
        values = onboarding._prepare_rendering_values()
        progress = values["state"].get("onboarding_state")
        if progress == "done":
            return False
        return {
            "company": self.env.company.name if len(self.env.companies) > 1 else "",
            "is_done": progress == "just_done",
            "steps": [
                step._prepare_care_values(values["state"][step.id])
                for step in values["steps"]
            ],
        }

    @api.model
    def action_close_care_panel(self):
        """Show the first steps no more in the current company."""
        self._check_care_manager()
        onboarding = self._get_care()
        onboarding._search_or_create_progress()
        onboarding.action_close()

    @api.model
    def action_skip_care_step(self, name):
        """Leave out the step of the current company that an action `name` opens."""
        self._check_care_manager()
        self._get_care().step_ids.filtered(
            lambda step: step.panel_step_open_action_name == name
        ).action_set_just_done()

    def _prepare_rendering_values(self):
        if self == self._get_care():
            self.step_ids._find_care_done()
        return super()._prepare_rendering_values()

    @api.model
    def _get_care(self):
        # sudo: Odoo keeps onboardings from all but administrators; ours are its
        # managers', and only its own methods get here
        onboarding = self.env.ref(CARE, raise_if_not_found=False)
        return onboarding.sudo() if onboarding else self.browse()

    @api.model
    def _is_care_manager(self):
        return self.env.user.has_group("crm_customer_care.group_manager")

    @api.model
    def _check_care_manager(self):
        if not self._is_care_manager():
            raise AccessError(
                self.env._("Only managers of Customer Care set it up. Ask one.")
            )
