import logging

from odoo import models
from odoo.service.model import PG_CONCURRENCY_EXCEPTIONS_TO_RETRY
from odoo.tools import SQL

_logger = logging.getLogger(__name__)


class MailNotification(models.Model):
    """A mail or text message is a contact when it has left, none when it came back."""

    _inherit = "mail.notification"

    def write(self, vals):
        result = super().write(vals)
        status = vals.get("notification_status")
        if status in ("sent", "pending", "bounce") and self:
            if self.env["care.policy"]._get_touch_company_ids():
                self._follow_touches(status)
        return result

    def _follow_touches(self, status):
        """Log what was sent. The mail has left and must not be sent again because of a
        race here: what is missing is read in later."""
        touches = self.env["care.touch"]
        try:
            with self.env.cr.savepoint(flush=False):
                if status == "bounce":
                    touches._forget_bounced(self)
                else:
                    touches._capture("sent", SQL("n.id = ANY(%s)", self.ids))
        except PG_CONCURRENCY_EXCEPTIONS_TO_RETRY:
            _logger.info("Contacts of notifications %s are logged later", self.ids)
            if status != "bounce":
                self._log_later()

    def _log_later(self):
        # sudo: the log is kept, whoever sends
        backlog = self.env["care.touch.backlog"].sudo()
        ids = self.mail_message_id.ids
        backlog.create({"kind": "sent", "cursor": min(ids) - 1, "target": max(ids)})
        backlog._trigger()
