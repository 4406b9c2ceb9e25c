from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from .care_notice import CHANNELS

AFRESH = {"reason": False, "mail_id": False, "sms_id": False}
AGAIN = ("failed", "suppressed", "skipped")


class CareNoticeLine(models.Model):
    """One contact who is told of a notice, or the reason why not."""

    _name = "care.notice.line"
    _description = "Notice to a Contact"
    _inherit = ["care.outgoing"]
    _order = "notice_id desc, id"
    _rec_name = "partner_id"

    notice_id = fields.Many2one(
        "care.notice", required=True, readonly=True, index=True, ondelete="cascade"
    )
    kind = fields.Selection(related="notice_id.kind")
    channel = fields.Selection(CHANNELS, required=True, readonly=True)
    state = fields.Selection(
        [
            ("planned", "Planned"),
            ("sent", "Sent"),
            ("done", "Done"),
            ("skipped", "Left Out"),
            ("suppressed", "Held Back"),
            ("failed", "Failed"),
        ],
        required=True,
        readonly=True,
        default="planned",
    )
    sent_date = fields.Datetime(string="Told on", readonly=True)

    _contact_uniq = models.Constraint(
        "UNIQUE(notice_id, partner_id)", "This contact is on the list already."
    )
    _planned_idx = models.Index("(notice_id, id) WHERE state = 'planned'")

    def action_skip(self):
        """Leave contacts out."""
        waiting = self._get_mine(lambda line: line.state == "planned")
        waiting._end(
            "skipped", self.env._("Left out by %(user)s.", user=self.env.user.name)
        )

    def action_done(self):
        """Note that contacts were called."""
        called = self._get_mine(
            lambda line: (
                line.channel == "call"
                and line.state == "planned"
                and line.notice_id.state in ("sending", "done")
            )
        )
        called.activity_id.filtered("active")._action_done()
        called.filtered(lambda line: line.state != "done")._finish()

    def action_retry(self):
        """Try again what failed, was held back or left out, on the same row."""
        again = self._get_mine(lambda line: line.state in AGAIN)
        again._lock()
        again = again._take_back_mails()
        again.write({**AFRESH, "state": "planned"})
        again.notice_id.filtered(lambda one: one.state != "draft")._go_on()

    def _get_mine(self, condition):
        """These lines as far as they meet a condition, if the user may act on them.

        Raises UserError if none does.
        """
        if not self.env.user.has_group("crm_customer_care.group_user"):
            raise AccessError(self.env._("Customers are told by salespeople."))
        self.check_access("read")
        # sudo: whoever reads a line of its customers may act on it
        found = self.sudo().filtered(condition)
        if not found:
            raise UserError(
                self.env._("Nothing to do: none of these contacts is in that state.")
            )
        return found

    def _prepare_touch_values(self, channel):
        vals = super()._prepare_touch_values(channel)
        return {**vals, "summary": self.notice_id.name}

    def _get_source(self):
        return f"notice:{self.id}"

    def _get_task_kind(self):
        return "crm_customer_care.mail_activity_type_notice"

    def _get_task_text(self):
        return self.notice_id.name

    def _prepare_task_values(self, user):
        vals = super()._prepare_task_values(user)
        notice = self.notice_id.with_context(lang=user.lang)
        return {**vals, "note": notice._get_call_note()}

    def _finish(self):
        self.sent_date = fields.Datetime.now()
        return super()._finish()

    def _note_hindrances(self, channel):
        """Note what speaks against telling those who wait, for who looks before."""
        waiting = self.filtered(lambda line: line.state == "planned")
        waiting.channel = channel
        hindrances = waiting._get_hindrances()
        for line in waiting:
            line.reason = hindrances.get(line.id, False)

    @api.model
    def _prepare_line_values(self, notice, contact):
        customer = contact.commercial_partner_id or contact
        return {
            "commercial_partner_id": customer.id,
            "notice_id": notice.id,
            "partner_id": contact.id,
            "company_id": notice.company_id.id,
            "user_id": customer.user_id.id,
            "channel": notice.channel,
        }
