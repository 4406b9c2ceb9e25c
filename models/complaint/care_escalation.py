from odoo import api, fields, models
from odoo.exceptions import AccessError

from .care_escalation_level import EVENTS


class CareEscalation(models.Model):
    """What the ladder did: each level at most once per clock or event, and round."""

    _name = "care.escalation"
    _description = "Escalation"
    _inherit = ["care.ledger", "care.complaint.line"]
    _order = "id desc"
    _rec_name = "level_id"

    # the key
    trigger = fields.Char(
        required=True, readonly=True, help="Names the clock or the event."
    )
    level_id = fields.Many2one(
        "care.escalation.level",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
        context={"active_test": False},
    )
    cycle = fields.Integer(
        string="Round", required=True, readonly=True, aggregator=False
    )
    # what about
    clock_id = fields.Many2one(
        "care.complaint.clock",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
    )
    milestone = fields.Selection(related="clock_id.milestone")
    event = fields.Selection(EVENTS, string="What Happened", readonly=True)
    # what was done
    state = fields.Selection(
        [
            ("waiting", "Waits for Working Hours"),
            ("sent", "Told"),
            ("superseded", "Superseded"),
            ("nobody", "Nobody to Tell"),
            ("cancelled", "Not Needed Any More"),
        ],
        required=True,
        readonly=True,
        default="waiting",
    )
    user_id = fields.Many2one(
        "res.users",
        string="Told",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
    )
    reason = fields.Char(string="Log", readonly=True)
    act_at = fields.Datetime(string="Acts at", readonly=True)
    sent_at = fields.Datetime(string="Told at", readonly=True)
    activity_id = fields.Many2one(
        "mail.activity", readonly=True, index="btree_not_null", ondelete="set null"
    )
    acknowledged_at = fields.Datetime(string="Acknowledged", readonly=True)
    acknowledged_by_id = fields.Many2one(
        "res.users", string="Acknowledged by", readonly=True, ondelete="set null"
    )

    _level_uniq = models.Constraint(
        "UNIQUE(complaint_id, trigger, level_id, cycle)",
        "This level has acted already.",
    )
    _waiting_idx = models.Index("(act_at) WHERE state = 'waiting'")

    def action_acknowledge(self):
        """Take note: the ladder of the clock or event stops here."""
        me = self.env.user
        for escalation in self:
            complaint = escalation.complaint_id
            if escalation.user_id != me and not complaint.has_access("write"):
                raise AccessError(
                    self.env._(
                        "Who was told acknowledges, or who may handle the complaint."
                    )
                )
        self._acknowledge()

    def _acknowledge(self):
        fresh = self.filtered(lambda one: not one.acknowledged_at)
        # sudo: the ledger is not written by hand
        fresh.sudo().write(
            {
                "acknowledged_at": fields.Datetime.now(),
                "acknowledged_by_id": self.env.uid,
            }
        )
        # the ladder is looked at again, and found stopped
        # sudo: clocks run by themselves
        fresh.sudo().clock_id.write({"ladder_planned": False, "escalate_at": False})
        # sudo: the ledger is not written by hand
        waiting = self.sudo().search(
            [
                ("state", "=", "waiting"),
                ("complaint_id", "in", fresh.complaint_id.ids),
                ("trigger", "in", fresh.mapped("trigger")),
            ]
        )
        waiting.write({"state": "cancelled"})

    @api.model
    def _get_taken(self, clocks):
        """Return {clock: (levels that acted, whether somebody stopped them)}."""
        rows = self.search([("clock_id", "in", clocks.ids)])
        rows = rows.grouped("clock_id")
        found = {}
        for clock in clocks:
            own = rows.get(clock, self.browse())
            found[clock] = own.level_id, any(own.mapped("acknowledged_at"))
        return found
