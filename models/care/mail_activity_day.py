from odoo import models


class MailActivity(models.Model):
    _inherit = "mail.activity"

    def _get_care_customer(self):
        """The contact with whom a done activity was, if any that the user may see."""
        self.ensure_one()
        documents = self.env["care.touch"]._care_touch_documents()
        if self.res_model not in documents:
            return self.env["res.partner"]
        record = self.env[self.res_model].browse(self.res_id).exists()
        # one sees one's own activities on documents of others, too
        record = record._filtered_access("read")
        if self.res_model == "res.partner":
            return record
        return record[documents[self.res_model]]

    def action_log_care_touch(self):
        """Log the done activity as the contact that it was."""
        self.ensure_one()
        return self._get_care_customer()._get_care_touch_log_action(
            channel_id=self.activity_type_id.care_channel_id.id,
            summary=self.summary or self.activity_type_id.name,
            res_model=self.res_model,
            res_id=self.res_id,
            source=f"activity:{self.id}",
        )
