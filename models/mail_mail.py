from datetime import timedelta

from odoo import api, fields, models

from ..tools.mail_failure import is_passing
from .lost_race import try_again

PAUSE = timedelta(minutes=30)
# how long a mail of no certain day is worth trying
RETRY = timedelta(days=3)


class MailMail(models.Model):
    """Mails that we send by ourselves are tried again after an outage of the mail
    server, by the queue itself and as long as it makes sense."""

    _inherit = "mail.mail"

    care_retry_until = fields.Datetime(
        string="Try Again until",
        readonly=True,
        copy=False,
        index="btree_not_null",
        help="Until then a mail that the mail server did not take is tried again.",
    )

    @api.model
    def process_email_queue(self, email_ids=(), batch_size=1000):
        if not email_ids and try_again(self.env, self._care_try_again):
            # else a failure of the queue would undo it
            self.env["ir.cron"]._commit_progress()
        queue = self if email_ids else self.with_context(care_mail_queue=True)
        return super(MailMail, queue).process_email_queue(email_ids, batch_size)

    def _postprocess_sent_message(
        self, success_pids, success_emails, failure_reason=False, failure_type=None
    ):
        result = super()._postprocess_sent_message(
            success_pids, success_emails, failure_reason, failure_type
        )
        if failure_type == "mail_smtp" and self.env.context.get("care_mail_queue"):
            # a server that does not answer costs a minute for each sender: what is
            # known by now is kept, though the job may be ended over the next one
            self.env["ir.cron"]._commit_progress()
        return result

    @api.model
    def _care_try_again(self):
        """Queue mails again that failed for a passing reason; return those."""
        now = fields.Datetime.now()
        failed = self.search(
            [
                ("state", "=", "exception"),
                ("care_retry_until", ">", now),
                ("write_date", "<", now - PAUSE),
            ],
            order="id",
        )
        again = failed.filtered(lambda mail: mail._care_is_passing())
        (failed - again).care_retry_until = False
        again = again._care_still_wanted()
        # kept, so that whoever waits for one sees that it got out
        again.write({"state": "outgoing", "auto_delete": False})
        return again

    def _care_is_passing(self):
        self.ensure_one()
        return is_passing(self.failure_type, self.failure_reason)

    def _care_still_wanted(self):
        """Hook: the mails among these, tried before, that are still to be sent."""
        return self

    def _care_give_up(self):
        """Send these no more; those being sent at this moment raise a lost race."""
        waiting = self.filtered(lambda mail: mail.state in ("outgoing", "exception"))
        waiting.write({"state": "cancel", "care_retry_until": False})
