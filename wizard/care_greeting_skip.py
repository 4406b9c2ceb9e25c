from odoo import fields, models


class CareGreetingSkip(models.TransientModel):
    """Why greetings are left out."""

    _name = "care.greeting.skip"
    _description = "Leave out Greetings"

    greeting_ids = fields.Many2many("care.greeting", required=True)
    reason = fields.Char(required=True)

    def action_skip(self):
        self.greeting_ids.action_skip(self.reason)
        return {"type": "ir.actions.act_window_close"}
