from odoo import models


class MailActivity(models.Model):
    """Tasks of greetings: what is done with them happens to the greeting."""

    _inherit = "mail.activity"

    def _get_greetings(self):
        # sudo: the greeting follows its task, whoever may handle that
        greetings = self.env["care.greeting"].sudo()
        tasks = self.filtered("automated")
        if self.env.context.get("care_planner") or not tasks:
            return greetings
        return greetings.search([("activity_id", "in", tasks.ids)])

    def unlink(self):
        greetings = self._get_greetings()
        result = super().unlink()
        waiting = greetings.filtered(lambda one: one.state in ("planned", "approved"))
        waiting.write(
            {"state": "skipped", "reason": self.env._("The task was deleted.")}
        )
        return result

    def _action_done(self, feedback=False, attachment_ids=False):
        self._get_greetings()._finish()
        return super()._action_done(feedback=feedback, attachment_ids=attachment_ids)
