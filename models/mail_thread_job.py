from odoo import models


class MailThread(models.AbstractModel):
    _inherit = "mail.thread"

    def message_subscribe(self, partner_ids=None, subtype_ids=None):
        # who made the activities has made the followers, of all documents at once
        if self.env.context.get("care_follows_already"):
            return True
        return super().message_subscribe(partner_ids, subtype_ids)
