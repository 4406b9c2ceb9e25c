from odoo import fields, models

from ...tools import greeting_ledger_sql
from ..mail_mail import RETRY


class CareOutgoing(models.AbstractModel):
    """What became of messages in the queues of Odoo."""

    _inherit = "care.outgoing"

    def _get_retry_until(self):
        """Until when a mail that the mail server does not take is tried again."""
        self.ensure_one()
        return fields.Datetime.now() + RETRY

    def _note_delivery(self):
        """Take over which mails and text messages did not get out, and which of them
        got out later."""
        self.env.flush_all()
        rows = self.env.execute_query(greeting_ledger_sql.lost_texts(self._table))
        for number, reason in rows:
            self.browse(number)._fail(reason)
        query = greeting_ledger_sql.unsettled(self._table, fields.Datetime.now())
        found = self.browse(number for [number] in self.env.execute_query(query))
        for message in found:
            message._settle()

    def _settle(self):
        """Say what became of the mail of this message."""
        mail = self.mail_id
        if mail.state == "sent":
            self.write({"state": "sent", "reason": False})
            return
        reason, until = mail.failure_reason, mail.care_retry_until
        is_passing = mail.state == "exception" and mail._care_is_passing()
        if is_passing and until and until > fields.Datetime.now():
            why = reason or self.env._("the mail server did not answer")
            text = self.env._("It is tried again every hour: %(reason)s", reason=why)
            self._fail(text)
            return
        mail.care_retry_until = False
        self._fail(reason)
        if is_passing and until:
            self._give_up()

    def _fail(self, reason):
        unknown = self.env._("It could not be delivered.")
        self.write({"state": "failed", "reason": reason or unknown})

    def _give_up(self):
        """Hook: the mail server did not answer as long as the mail made sense."""

    def _take_back_mails(self):
        """Let the failed mails of these be sent no more, for others take their place;
        return the messages whose mail has not got out meanwhile."""
        arrived = self.filtered(lambda one: one.mail_id.state == "sent")
        arrived.write({"state": "sent", "reason": False})
        (self - arrived).mail_id._care_give_up()
        return self - arrived
