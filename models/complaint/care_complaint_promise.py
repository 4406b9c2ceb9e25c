from odoo import api, fields, models
from odoo.exceptions import UserError


class CareComplaintPromise(models.Model):
    """What we promised to the customer: until when, and no more than what."""

    _name = "care.complaint.promise"
    _description = "Promise to a Customer"
    _inherit = ["care.complaint.line"]
    _order = "state, promise_date, id"

    name = fields.Char(string="We Promised", required=True)
    promise_date = fields.Date(string="Until", required=True)
    limit = fields.Char(
        string="At Most",
        required=True,
        help="How far the promise goes and no further, so that nobody hopes for more.",
    )
    user_id = fields.Many2one(
        "res.users",
        string="Promised by",
        required=True,
        default=lambda self: self.env.user,
        domain=[("share", "=", False)],
    )
    state = fields.Selection(
        [("open", "To Keep"), ("kept", "Kept"), ("broken", "Broken")],
        required=True,
        default="open",
        readonly=True,
        copy=False,
    )
    kept_date = fields.Date(string="Settled on", readonly=True, copy=False)
    is_overdue = fields.Boolean(compute="_compute_is_overdue")

    _open_idx = models.Index("(complaint_id, promise_date) WHERE state = 'open'")

    @api.depends("state", "promise_date")
    def _compute_is_overdue(self):
        today = fields.Date.context_today(self)
        for promise in self:
            late = promise.promise_date and promise.promise_date < today
            promise.is_overdue = promise.state == "open" and late

    def action_keep(self):
        self._settle("kept")

    def action_break(self):
        """Say that a promise could not be kept: better than silence."""
        self._settle("broken")

    def _settle(self, state):
        if any(promise.state != "open" for promise in self):
            raise UserError(self.env._("This promise is settled already."))
        self.write({"state": state, "kept_date": fields.Date.context_today(self)})
