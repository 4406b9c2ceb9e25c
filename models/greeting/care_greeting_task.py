from odoo import api, models

# cards and letters are printed in one go, without a task each
BY_HAND = ("call", "dinner", "gift")


class CareGreeting(models.Model):
    """Greetings that somebody has to do by hand are tasks."""

    _inherit = "care.greeting"

    @api.model
    def _get_manual_channels(self):
        return BY_HAND

    def _get_task_kind(self):
        return "crm_customer_care.mail_activity_type_greeting"

    def _get_task_text(self):
        occasion = self.occasion_id.name
        if self.state == "missed":
            return self.env._("Missed: %(occasion)s", occasion=occasion)
        labels = dict(self._fields["channel"]._description_selection(self.env))
        text = self.rule_id.task or labels[self.channel]
        return f"{occasion}: {text}"
