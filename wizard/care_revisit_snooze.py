from datetime import timedelta

from odoo import api, fields, models


class CareRevisitSnooze(models.TransientModel):
    """Puts planned contacts off, moves them, or leaves them out."""

    _name = "care.revisit.snooze"
    _description = "Put Contacts Off"

    revisit_ids = fields.Many2many(
        "care.revisit", string="Planned Contacts", required=True
    )
    count = fields.Integer(compute="_compute_count")
    what = fields.Selection(
        [
            ("snooze", "Put off"),
            ("redate", "Move to a day"),
            ("skip", "Leave out"),
        ],
        required=True,
        default="snooze",
        help="Put off: not before a day, for a reason. Move: another day that is not "
        "too late. Leave out: the next contact is counted from today.",
    )
    delay = fields.Selection(
        [("1", "Tomorrow"), ("7", "In a week"), ("14", "In two weeks")],
        string="Until",
        default="7",
    )
    until = fields.Date(
        string="Day", compute="_compute_until", store=True, readonly=False
    )
    reason = fields.Char()

    @api.depends("revisit_ids")
    def _compute_count(self):
        for wizard in self:
            wizard.count = len(wizard.revisit_ids)

    @api.depends("delay")
    def _compute_until(self):
        for wizard in self.filtered("delay"):
            today = wizard.revisit_ids[:1]._get_today()
            wizard.until = today + timedelta(days=int(wizard.delay))

    def action_apply(self):
        """Do what was chosen with all of the planned contacts."""
        self.ensure_one()
        if self.what == "skip":
            self.revisit_ids.action_skip(self.reason)
        elif self.what == "redate":
            self.revisit_ids.action_redate(self.until)
        else:
            self.revisit_ids.action_snooze(self.until, self.reason)
        return {"type": "ir.actions.act_window_close", "infos": {"done": True}}
