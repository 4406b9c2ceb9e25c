from contextlib import suppress

from psycopg2.errors import UniqueViolation

from odoo import api, models
from odoo.exceptions import AccessError

CARE = "crm_customer_care.onboarding_care"


class Onboarding(models.Model):
    """The first steps of a manager of Customer Care, in each company."""

    _inherit = "onboarding.onboarding"

    @api.model
    def get_care_panel(self):
        """Return {steps, is_done, company} of the current company for a manager; False
        for others, and once the panel was closed. Writes nothing."""
        onboarding = self._is_care_manager() and self._get_care()
        if not onboarding or onboarding.is_onboarding_closed:
            return False
        steps = onboarding.step_ids._get_care_steps()
        is_alone = len(self.env.companies) < 2
        return {
            "company": "" if is_alone else self.env.company.name,
            "is_done": all(step["is_done"] for step in steps),
            "steps": steps,
        }

    @api.model
    def action_close_care_panel(self):
        """Show the first steps no more in the current company."""
        self._check_care_manager()
        onboarding = self._get_care()
        self._note(onboarding._search_or_create_progress)
        onboarding.action_close()

    @api.model
    def action_skip_care_step(self, name):
        """Leave out the step of the current company that an action `name` opens."""
        self._check_care_manager()
        steps = self._get_care().step_ids.filtered(
            lambda step: step.panel_step_open_action_name == name
        )
        self._note(steps.action_set_just_done)

    def _note(self, write):
        """Write what another request may be writing at the same moment."""
        with suppress(UniqueViolation), self.env.cr.savepoint():
            write()

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
