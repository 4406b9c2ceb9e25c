from odoo import api, models
from odoo.tools import SQL


class MailMessage(models.Model):
    _inherit = "mail.message"

    @api.model_create_multi
    def create(self, vals_list):
        messages = super().create(vals_list)
        if not self.env.context.get("care_machine_mail"):
            messages.browse(
                message.id
                for message, vals in zip(messages, vals_list, strict=True)
                if vals.get("message_type") in ("email", "comment")
            )._log_received()
        return messages

    def _log_received(self):
        """Log those of these new messages that customers wrote."""
        if not self or not self.env["care.policy"]._get_touch_company_ids():
            return
        documents = self.env["care.touch"]._care_touch_documents()
        me = self.env.user.partner_id if self.env.user._is_internal() else None
        # sudo: whether the author is a colleague is no secret
        received = self.sudo().filtered(
            lambda message: (
                message.model in documents
                and message.author_id
                and message.author_id != me
                and message.author_id.partner_share
            )
        )
        if received:
            received.flush_recordset()
            where = SQL("m.id = ANY(%s)", received.ids)
            self.env["care.touch"]._capture("received", where)
