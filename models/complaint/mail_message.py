import re

from odoo import api, models

from ...tools.touch_fact_sql import AUTOMATIC


class MailMessage(models.Model):
    """What a customer writes about its complaint waits for an answer."""

    _inherit = "mail.message"

    @api.model_create_multi
    def create(self, vals_list):
        messages = super().create(vals_list)
        if not self.env.context.get("care_machine_mail"):
            # sudo: whether the author is a colleague is no secret
            for message in messages.sudo():
                if message._is_complaint_word():
                    complaint = self.env["care.complaint"].browse(message.res_id)
                    complaint.sudo()._note_word(message.date)
        return messages

    def _is_complaint_word(self):
        return (
            self.model == "care.complaint"
            and self.res_id
            and self.message_type in ("email", "comment")
            and self.author_id.partner_share
            and not re.search(AUTOMATIC, self.subject or "", re.IGNORECASE)
        )

    def _is_complaint_answer(self, partner):
        """Whether somebody of us says this to a contact of the customer."""
        complaint = self.env["care.complaint"].browse(self.res_id)
        author = self.author_id
        return (
            self.message_type == "comment"
            and not self.is_internal
            and not self.subtype_id.internal
            and any(user._is_internal() for user in author.user_ids)
            and author != self.env.ref("base.partner_root")
            and partner.commercial_partner_id == complaint.commercial_partner_id
        )
