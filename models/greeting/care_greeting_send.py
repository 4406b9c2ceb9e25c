from functools import partial

from odoo import fields, models
from odoo.tools import split_every

from ...tools import greeting_ledger_sql
from .care_greeting_rule import AUTOMATIC

CHUNK = 500


class CareGreeting(models.Model):
    """What is due is sent in the contact's own hour, or it says why it was not."""

    _inherit = "care.greeting"

    def _send_company(self, policy, remaining):
        """Send what is due in one company; return whether all of it is done."""
        company_id, now = policy.company_id.id, fields.Datetime.now()
        today = policy._get_today()
        by_hand = self._get_manual_channels()
        for query, job in (
            (greeting_ledger_sql.too_late(company_id, now), self._miss),
            (greeting_ledger_sql.to_prepare(company_id, today, by_hand), self._prepare),
            (greeting_ledger_sql.due(company_id, now, AUTOMATIC), self._send),
        ):
            numbers = [number for [number] in self.env.execute_query(query)]
            batches = split_every(CHUNK, numbers, list)
            work = partial(self._work_on, job, now)
            if not self._work_off(batches, work, remaining)[1]:
                return False
        return True

    def _work_on(self, job, now, numbers):
        """Lock greetings, and do a job with those that are still open."""
        greetings = self.browse(numbers)
        greetings._lock()
        greetings.invalidate_recordset()
        greetings = greetings.exists().filtered(
            lambda greeting: greeting.state in greeting_ledger_sql.OPEN
        )
        job(greetings)

    def _miss(self, greetings):
        """Their day is over: no late wish, but somebody may call."""
        for greeting in greetings:
            greeting.reason = (
                self.env._("Nobody approved it in time.")
                if greeting.state == "to_approve"
                else self.env._("The day had passed before it could be sent.")
            )
        greetings._become_missed()

    def _become_missed(self):
        self.state = "missed"
        hindered = self._get_hindrances()
        self.filtered(lambda one: one.id not in hindered)._create_tasks()

    def _get_retry_until(self):
        return self.late_at or super()._get_retry_until()

    def _give_up(self):
        self._become_missed()

    def _prepare(self, greetings):
        """Make the tasks of greetings by hand."""
        greetings._hold_back()._create_tasks()

    def _send(self, greetings):
        """Queue mails and text messages, unless something speaks against it."""
        for (rule, channel), group in (
            greetings._hold_back()
            .grouped(lambda greeting: (greeting.rule_id, greeting.channel))
            .items()
        ):
            if channel == "mail":
                group._queue_mails(rule.mail_template_id)
            else:
                template, contacts = rule.sms_template_id, group.partner_id
                group._queue_texts(
                    template._render_field("body", contacts.ids, compute_lang=True)
                )
        greetings.filtered(lambda one: one.state == "sent")._log_touches()

    def _prepare_touch_values(self, channel):
        vals = super()._prepare_touch_values(channel)
        return {**vals, "summary": self.occasion_id.name}

    def _get_source(self):
        """By what the log knows the fact that this greeting was sent."""
        return f"greeting:{self.id}"
