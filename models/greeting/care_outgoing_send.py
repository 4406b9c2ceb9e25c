from markupsafe import Markup

from odoo import models

from ...tools import greeting_ledger_sql


class CareOutgoing(models.AbstractModel):
    """Messages leave by the queues of Odoo, and are in the log of contacts."""

    _inherit = "care.outgoing"

    def _queue_mails(self, template):
        """Let the mail queue send a template to the contacts of these messages."""
        contacts = self.partner_id
        mails = template.with_context(mail_notify_author=True).send_mail_batch(
            contacts.ids
        )
        by_contact = {mail.res_id: mail for mail in mails}
        for message in self:
            mail = by_contact.get(message.partner_id.id)
            if not mail:
                message._end("failed", self.env._("No mail could be written."))
                continue
            message._add_opt_out(mail)
            message.write({"state": "sent", "mail_id": mail.id, "reason": False})

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

    def _queue_texts(self, bodies):
        """Queue text messages to these contacts; `bodies` has the text for each."""
        numbers = self.partner_id._sms_get_recipients_info()
        values = [
            {
                "partner_id": message.partner_id.id,
                "number": numbers[message.partner_id.id]["sanitized"],
                "body": bodies[message.partner_id.id],
            }
            for message in self
        ]
        # sudo: who greets need not be allowed to write text messages of others
        texts = self.env["sms.sms"].sudo().create(values)
        for message, text in zip(self, texts, strict=True):
            message.write({"state": "sent", "sms_id": text.id, "reason": False})

    def _log_touches(self):
        """Log the messages, each once; they are no contacts that count."""
        channel = self.env.ref("crm_customer_care.channel_greeting")
        touches = self.env["care.touch"]._log(
            [message._prepare_touch_values(channel) for message in self]
        )
        found = {touch.source: touch for touch in touches}
        for message in self:
            if touch := found.get(message._get_source()):
                message.touch_id = touch

    def _prepare_touch_values(self, channel):
        return {
            "partner_id": self.partner_id.id,
            "company_id": self.company_id.id,
            "user_id": self.user_id.id or self.env.uid,
            "channel_id": channel.id,
            "effective": False,
            "res_model": "res.partner",
            "res_id": self.partner_id.id,
            "source": self._get_source(),
        }

    def _get_source(self):
        """By what the log knows the fact that this was sent."""
        raise NotImplementedError

    def _note_undelivered(self):
        """Take over which mails and text messages did not get out."""
        self.env.flush_all()
        query = greeting_ledger_sql.undelivered(self._table)
        for number, reason in self.env.execute_query(query):
            unknown = self.env._("It could not be delivered.")
            self.browse(number).write({"state": "failed", "reason": reason or unknown})
