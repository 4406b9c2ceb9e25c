from odoo import api, fields, models

from .care_greeting_rule import CHANNELS


class CareGreeting(models.Model):
    """One greeting of one person: planned, sent, or the reason why not."""

    _name = "care.greeting"
    _description = "Greeting"
    _inherit = ["care.outgoing"]
    _order = "occasion_date, id"

    rule_id = fields.Many2one(
        "care.greeting.rule",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
        context={"active_test": False},
    )
    occasion_id = fields.Many2one(
        "care.occasion",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
        context={"active_test": False},
    )
    # once per person, occasion, subject, channel and occurrence
    subject = fields.Char(
        string="About",
        required=True,
        readonly=True,
        default="",
        help="The date that it is about, empty for festivals.",
    )
    channel = fields.Selection(CHANNELS, required=True, readonly=True)
    occasion_key = fields.Char(
        string="Occurrence",
        required=True,
        readonly=True,
        help="The year of the calendar used; the day itself of a public holiday.",
    )
    # when
    occasion_date = fields.Date(string="Day", required=True, readonly=True)
    prepare_date = fields.Date(string="Prepare from", readonly=True)
    send_at = fields.Datetime(readonly=True)
    late_at = fields.Datetime(
        readonly=True, help="When the day is over where the contact is."
    )
    zone = fields.Char(
        string="Time Zone", readonly=True, help="On whose clock it is sent."
    )
    # what became of it
    state = fields.Selection(
        [
            ("planned", "Planned"),
            ("to_approve", "To Approve"),
            ("approved", "Approved"),
            ("sent", "Sent"),
            ("done", "Done"),
            ("skipped", "Skipped"),
            ("suppressed", "Held Back"),
            ("missed", "Missed"),
            ("failed", "Failed"),
        ],
        required=True,
        readonly=True,
        default="planned",
    )

    _occurrence_uniq = models.Constraint(
        "UNIQUE(partner_id, occasion_id, subject, channel, occasion_key)",
        "This contact is greeted on this occasion already.",
    )
    _send_idx = models.Index(
        "(send_at) WHERE state IN ('planned', 'to_approve', 'approved')"
    )

    @api.depends("partner_id", "occasion_id", "channel")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for greeting in self:
            occasion, name = greeting.occasion_id.name, greeting.partner_id.name
            greeting.display_name = f"{occasion}: {name}"

    def _get_day(self):
        self.ensure_one()
        return self.occasion_date
