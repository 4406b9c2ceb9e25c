from odoo import api, fields, models

CHANNEL = [("chat", "Chat")]


class CareGreetingRule(models.Model):
    """Somebody greets in a chat: a task, as calls, dinners and gifts are."""

    _inherit = "care.greeting.rule"

    channel = fields.Selection(selection_add=CHANNEL, ondelete={"chat": "cascade"})


class CareGreeting(models.Model):
    _inherit = "care.greeting"

    channel = fields.Selection(selection_add=CHANNEL, ondelete={"chat": "cascade"})

    @api.model
    def _get_manual_channels(self):
        return (*super()._get_manual_channels(), "chat")
