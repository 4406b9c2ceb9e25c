from datetime import timedelta

from odoo import api, fields, models


class CareRiskDecide(models.TransientModel):
    """Puts warnings off, or closes them, and says why."""

    _name = "care.risk.decide"
    _description = "Decide About Warnings"

    risk_ids = fields.Many2many("care.risk", string="Early Warnings", required=True)
    what = fields.Selection(
        [("snooze", "Put off"), ("close", "Close")],
        required=True,
        default="snooze",
        help="Put off: it comes back on the day, or at once when it gets worse. Close: "
        "it stays quiet until it gets worse, or was gone and came back.",
    )
    delay = fields.Selection(
        [("7", "In a week"), ("14", "In two weeks"), ("30", "In a month")],
        string="Until",
        default="14",
    )
    until = fields.Date(
        string="Day", compute="_compute_until", store=True, readonly=False
    )
    reason = fields.Char(required=True)

    @api.depends("delay")
    def _compute_until(self):
        for wizard in self.filtered("delay"):
            policy = self.env["care.policy"]._get(wizard.risk_ids[:1].company_id)
            today = policy._get_today()
            wizard.until = today + timedelta(days=int(wizard.delay))

    def action_apply(self):
        self.ensure_one()
        if self.what == "snooze":
            self.risk_ids.action_snooze(self.until, self.reason)
        else:
            self.risk_ids.action_close(self.reason)
        return {"type": "ir.actions.act_window_close", "infos": {"done": True}}
