from odoo import models

YES = ("auto-replied", "auto-generated", "auto-notified")


class MailThread(models.AbstractModel):
    _inherit = "mail.thread"

    def _message_route_process(self, message, message_dict, routes):
        thread = self
        if thread._is_machine_mail(message):
            thread = self.with_context(care_machine_mail=True)
        return super(MailThread, thread)._message_route_process(
            message, message_dict, routes
        )

    def _is_machine_mail(self, message):
        """Return whether an incoming mail says that no human wrote it."""
        submitted = (message.get("Auto-Submitted") or "no").strip().lower()
        if submitted.startswith(YES):
            return True
        precedence = (message.get("Precedence") or "").strip().lower()
        return precedence in ("bulk", "auto_reply", "junk") or any(
            message.get(name) for name in ("X-Autoreply", "X-Autorespond")
        )
