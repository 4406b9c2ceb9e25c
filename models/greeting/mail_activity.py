from odoo import models

LEDGERS = ("care.greeting", "care.notice.line")


class MailActivity(models.Model):
    """Tasks of greetings and notices: what is done with them happens to these."""

    _inherit = "mail.activity"

    def _get_outgoing(self):
        """Greetings and lines of notices that these are the tasks of."""
        tasks = self.filtered("automated")
        if self.env.context.get("care_planner") or not tasks:
            return []
        # sudo: the greeting follows its task, whoever may handle that
        return [
            self.env[name].sudo().search([("activity_id", "in", tasks.ids)])
            for name in LEDGERS
        ]

    def unlink(self):
        outgoing = self._get_outgoing()
        result = super().unlink()
        for messages in outgoing:
            waiting = messages.filtered(
                lambda one: one.state in ("planned", "approved")
            )
            waiting.write(
                {"state": "skipped", "reason": self.env._("The task was deleted.")}
            )
        return result

    def _action_done(self, feedback=False, attachment_ids=False):
        for messages in self._get_outgoing():
            messages._finish()
        return super()._action_done(feedback=feedback, attachment_ids=attachment_ids)
