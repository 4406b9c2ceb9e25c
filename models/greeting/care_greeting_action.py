from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ...tools import greeting_ledger_sql
from ..argument import read_text
from .care_greeting_rule import AUTOMATIC


class CareGreeting(models.Model):
    """What people do with greetings, one or many at once."""

    _inherit = "care.greeting"

    is_open = fields.Boolean(compute="_compute_is_open")
    is_automatic = fields.Boolean(compute="_compute_is_open")
    can_retry = fields.Boolean(compute="_compute_is_open")

    @api.depends("state", "channel", "late_at")
    def _compute_is_open(self):
        now = fields.Datetime.now()
        for greeting in self:
            greeting.is_open = greeting.state in greeting_ledger_sql.OPEN
            greeting.is_automatic = greeting.channel in AUTOMATIC
            greeting.can_retry = (
                greeting.state in ("failed", "suppressed", "skipped")
                and bool(greeting.late_at)
                and now < greeting.late_at
            )

    def action_approve(self):
        """Let greetings be sent that waited for somebody to look at them."""
        waiting = self._get_mine(lambda one: one.state == "to_approve")
        waiting._check_in_time()
        waiting.write({"state": "approved", "reason": False})

    def action_open_skip(self):
        """Ask why greetings are left out."""
        return {
            **self.env["ir.actions.act_window"]._for_xml_id(
                "crm_customer_care.care_greeting_skip_action"
            ),
            "context": {"default_greeting_ids": self.ids},
        }

    def action_skip(self, reason):
        """Leave greetings out, for a reason."""
        reason = read_text(self.env, reason)
        if not reason:
            raise UserError(self.env._("Say why nobody is greeted."))
        waiting = self._get_mine(lambda one: one.is_open or one.state == "missed")
        waiting._end("skipped", reason)

    def action_send_now(self):
        """Send mails and text messages without waiting for their hour."""
        ready = self._get_mine(lambda one: one.is_open and one.is_automatic)
        ready._lock()
        ready._check_in_time()
        ready._check_hindrances()
        ready._send(ready)

    def action_retry(self):
        """Try again what failed, was left out or held back, on the same row."""
        again = self._get_mine(lambda one: one.can_retry)
        again._lock()
        again = again._take_back_mails()
        again._check_hindrances()
        again.write({"state": "approved", "reason": False, "mail_id": False})
        by_itself = again.filtered("is_automatic")
        now = fields.Datetime.now()
        by_itself._send(by_itself.filtered(lambda one: one.send_at <= now))

    def action_done(self):
        """Note that greetings were done by hand."""
        done = self._get_mine(
            lambda one: one.state == "missed" or one.is_open and not one.is_automatic
        )
        tasks = done.activity_id.filtered("active")
        tasks._action_done()
        (done.filtered(lambda one: one.state != "done"))._finish()

    def _get_mine(self, condition):
        """These greetings as far as they meet a condition, if the user may act on them.

        Raises UserError if none does.
        """
        if not self.env.user.has_group("crm_customer_care.group_user"):
            raise AccessError(self.env._("Greetings are sent by salespeople."))
        self.check_access("read")
        # sudo: whoever reads a greeting of its customers may act on it
        found = self.sudo().filtered(condition)
        if not found:
            raise UserError(
                self.env._("Nothing to do: none of these greetings is in that state.")
            )
        return found

    def _check_in_time(self):
        now = fields.Datetime.now()
        if late := self.filtered(lambda one: one.late_at <= now):
            raise UserError(
                self.env._(
                    "The day is over for %(greetings)s: a late wish is better said in "
                    "person.",
                    greetings=", ".join(late.mapped("display_name")),
                )
            )

    def _check_hindrances(self):
        hindrances = self._get_hindrances()
        if hindrances:
            raise UserError("\n".join(self._tell_hindrances(hindrances)))

    def _tell_hindrances(self, hindrances):
        names = {one.id: one.display_name for one in self}
        return [f"{names[number]}: {text}" for number, text in hindrances.items()]
