from odoo import models
from odoo.tools import SQL


class CareOutgoing(models.AbstractModel):
    """Messages leave by the queues of Odoo, and are in the log of contacts."""

    _inherit = "care.outgoing"

    def _queue_mails(self, template):
        """Let the mail queue send a template to the contacts of these messages."""
        mails = template.with_context(
            mail_notify_author=True,
            care_opt_out=True,
            care_compiled={},
            care_retry_until={
                one.partner_id.id: one._get_retry_until() for one in self
            },
        ).send_mail_batch(self.partner_id.ids)
        by_contact = {mail.res_id: mail.id for mail in mails}
        links = {one.id: by_contact.get(one.partner_id.id) for one in self}
        written = self.filtered(lambda one: links[one.id])
        written._note_sent("mail_id", links)
        for message in self - written:
            message._end("failed", self.env._("No mail could be written."))

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
        self._note_sent("sms_id", dict(zip(self.ids, texts.ids, strict=True)))

    def _note_sent(self, name, links):
        """These are sent, by mails or text messages {id: id} in a field."""
        self.write({"state": "sent", "reason": False})
        self._link(name, links)

    def _link(self, name, links):
        """Write one link of each of these messages, {id: id}, in one statement."""
        self.flush_recordset()
        self.env.cr.execute(
            SQL(
                """UPDATE %s g SET %s = v.link
                     FROM unnest(%s::int[], %s::int[]) v(id, link) WHERE g.id = v.id""",
                SQL.identifier(self._table),
                SQL.identifier(name),
                self.ids,
                [links[number] for number in self.ids],
            )
        )
        self.invalidate_recordset([name], flush=False)

    def _log_touches(self):
        """Log the messages, each once; they are no contacts that count."""
        channel = self.env.ref("crm_customer_care.channel_greeting")
        touches = self.env["care.touch"]._log(
            [message._prepare_touch_values(channel) for message in self]
        )
        found = {touch.source: touch.id for touch in touches}
        links = {one.id: found.get(one._get_source()) for one in self}
        self.filtered(lambda one: links[one.id])._link("touch_id", links)

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
