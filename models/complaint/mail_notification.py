import logging

from odoo import api, models
from odoo.service.model import PG_CONCURRENCY_EXCEPTIONS_TO_RETRY

_logger = logging.getLogger(__name__)
ON_ITS_WAY = ("ready", "process", "pending", "sent")
CAME_BACK = ("bounce", "exception", "canceled")


class MailNotification(models.Model):
    """A mail to the customer answers its complaint, unless it comes back."""

    _inherit = "mail.notification"

    @api.model_create_multi
    def create(self, vals_list):
        notifications = super().create(vals_list)
        notifications._follow_complaints()
        return notifications

    def write(self, vals):
        result = super().write(vals)
        if "notification_status" in vals and self:
            try:
                with self.env.cr.savepoint(flush=False):
                    self._follow_complaints()
            except PG_CONCURRENCY_EXCEPTIONS_TO_RETRY:
                # the mail has left and must not be sent again because of a race
                _logger.info("Notifications %s moved no clock", self.ids)
        return result

    def _follow_complaints(self):
        # sudo: clocks run by themselves, whoever sends
        answers = self.sudo().filtered(
            lambda n: (
                n.notification_type == "email"
                and n.mail_message_id.model == "care.complaint"
                and n.mail_message_id._is_complaint_answer(n.res_partner_id)
            )
        )
        for message, notifications in answers.grouped("mail_message_id").items():
            # sudo: clocks run by themselves, whoever sends
            complaint = self.env["care.complaint"].sudo().browse(message.res_id)
            states = set(notifications.mapped("notification_status"))
            source = f"mail:{message.id}"
            if not states.isdisjoint(ON_ITS_WAY):
                complaint._note_response(message.date, source)
            elif states <= set(CAME_BACK):
                complaint._forget_response(source)
