from odoo import api, models


class OnboardingStep(models.Model):
    _inherit = "onboarding.onboarding.step"

    @api.model
    def _get_care_facts(self, policy):
        """Hook: return {name of the action that opens a step: whether the company of a
        policy has done it, wherever}."""
        decided, refreshed = policy.decided_at, policy.refreshed_at
        return {
            "action_open_care_policy": bool(decided),
            "action_start_care_refresh": bool(
                decided and refreshed and refreshed >= decided
            ),
        }

    def _get_care_steps(self):
        """What the client shows of each step in the current company."""
        facts = self._get_care_facts(self.env["care.policy"]._get())
        return [
            {
                "action": step.panel_step_open_action_name,
                "title": step.title,
                "description": step.description,
                "button": step.button_text,
                "is_done": step.current_step_state != "not_done"
                or bool(facts.get(step.panel_step_open_action_name)),
            }
            for step in self
        ]

    @api.model
    def action_open_care_policy(self):
        """Open the policy of the current company."""
        return {
            "type": "ir.actions.act_window",
            "res_model": "care.policy",
            "res_id": self.env["care.policy"]._get().id,
            "views": [(False, "form")],
        }

    @api.model
    def action_start_care_refresh(self):
        """Refresh the customers as the policy says."""
        return self.env["care.profile"].action_refresh()

    @api.model
    def _open_care_dialog(self, name, view):
        """Open one page of the current company's policy in a dialog."""
        return {
            "type": "ir.actions.act_window",
            "name": name,
            "res_model": "care.policy",
            "res_id": self.env["care.policy"]._get().id,
            "views": [(self.env.ref(f"crm_customer_care.{view}").id, "form")],
            "target": "new",
        }
