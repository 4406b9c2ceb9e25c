from functools import partial

from markupsafe import Markup

from odoo import fields, models
from odoo.tools import split_every

from ...tools import greeting_ledger_sql
from .care_greeting_rule import AUTOMATIC

CHUNK = 500


class CareGreeting(models.Model):
    """What is due is sent in the contact's own hour, or it says why it was not."""

    _inherit = "care.greeting"

    def _send_company(self, policy, remaining):
        """Send what is due in one company; return whether there is time to go on."""
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
        greetings.state = "missed"
        hindered = greetings._get_hindrances()
        greetings.filtered(lambda one: one.id not in hindered)._create_tasks()

    def _prepare(self, greetings):
        """Make the tasks of greetings by hand."""
        greetings._hold_back()._create_tasks()

    def _hold_back(self):
        """Hold back those that must not be sent, with the reason; return the others."""
        hindrances = self._get_hindrances()
        for greeting in self.browse(hindrances):
            greeting._end("suppressed", hindrances[greeting.id])
        return self.browse(number for number in self.ids if number not in hindrances)

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
                group._queue_texts(rule.sms_template_id)
        greetings.filtered(lambda one: one.state == "sent")._log_touches()

    def _queue_mails(self, template):
        """Let the mail queue send a template to the contacts of these greetings."""
        contacts = self.partner_id
        mails = template.with_context(mail_notify_author=True).send_mail_batch(
            contacts.ids
        )
        by_contact = {mail.res_id: mail for mail in mails}
        for greeting in self:
            mail = by_contact.get(greeting.partner_id.id)
            if not mail:
                greeting._end("failed", self.env._("No mail could be written."))
                continue
            greeting._add_opt_out(mail)
            greeting.write({"state": "sent", "mail_id": mail.id, "reason": False})

    def _add_opt_out(self, mail):
        """Let the contact refuse more of these mails."""
        contact = self.partner_id
        link = contact._get_care_opt_out_url()
        texts = self.with_context(lang=contact.lang or self.env.lang).env
        footer = Markup(
            '<p style="font-size:12px;color:#6c757d"><a href="{link}">{text}</a></p>'
        ).format(link=link, text=texts._("I do not want such mails any more"))
        mail.write(
            {
                "body_html": Markup(mail.body_html or "") + footer,
                "headers": repr(
                    {
                        "List-Unsubscribe": f"<{link}>",
                        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
                        "X-Auto-Response-Suppress": "OOF",
                    }
                ),
            }
        )

    def _queue_texts(self, template):
        """Let the queue of text messages send a template to these contacts."""
        contacts = self.partner_id
        bodies = template._render_field("body", contacts.ids, compute_lang=True)
        numbers = contacts._sms_get_recipients_info()
        values = [
            {
                "partner_id": greeting.partner_id.id,
                "number": numbers[greeting.partner_id.id]["sanitized"],
                "body": bodies[greeting.partner_id.id],
            }
            for greeting in self
        ]
        # sudo: who greets need not be allowed to write text messages of others
        texts = self.env["sms.sms"].sudo().create(values)
        for greeting, text in zip(self, texts, strict=True):
            greeting.write({"state": "sent", "sms_id": text.id, "reason": False})

    def _log_touches(self):
        """Log the greetings, each once; they are no contacts that count."""
        channel = self.env.ref("crm_customer_care.channel_greeting")
        touches = self.env["care.touch"]._log(
            [greeting._prepare_touch_values(channel) for greeting in self]
        )
        found = {touch.source: touch for touch in touches}
        for greeting in self:
            if touch := found.get(greeting._get_source()):
                greeting.touch_id = touch

    def _prepare_touch_values(self, channel):
        return {
            "partner_id": self.partner_id.id,
            "company_id": self.company_id.id,
            "user_id": self.user_id.id or self.env.uid,
            "channel_id": channel.id,
            "summary": self.occasion_id.name,
            "effective": False,
            "res_model": "res.partner",
            "res_id": self.partner_id.id,
            "source": self._get_source(),
        }

    def _get_source(self):
        """By what the log knows the fact that this greeting was sent."""
        return f"greeting:{self.id}"

    def _note_undelivered(self):
        """Take over which mails and text messages did not get out."""
        self.env.flush_all()
        query = greeting_ledger_sql.undelivered()
        for number, reason in self.env.execute_query(query):
            unknown = self.env._("It could not be delivered.")
            self.browse(number).write({"state": "failed", "reason": reason or unknown})
