from odoo import models
from odoo.tools import html2plaintext


class MailActivity(models.Model):
    """What is done with the activity of a step is done with the step."""

    _inherit = "mail.activity"

    def _get_plan_steps(self):
        """Open steps of these activities, unless the step asks itself."""
        # sudo: the step follows its activity, whoever may handle that
        steps = self.env["care.plan.step"].sudo()
        planned = self.filtered(
            lambda activity: activity.automated and activity.res_model == "care.plan"
        )
        if self.env.context.get("care_plan_step") or not planned:
            return steps
        found = [("activity_id", "in", planned.ids), ("state", "=", "todo")]
        return steps.search(found)

    def _action_done(self, feedback=False, attachment_ids=False):
        text = html2plaintext(feedback or "").strip()
        self._get_plan_steps()._finish(text)
        return super()._action_done(feedback=feedback, attachment_ids=attachment_ids)

    def write(self, vals):
        result = super().write(vals)
        moved = {"date_deadline", "user_id"} & set(vals)
        if moved:
            for step in self._get_plan_steps().with_context(care_plan_step=True):
                step.write({name: step.activity_id[name] for name in moved})
        return result
