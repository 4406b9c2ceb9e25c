from odoo import models


class MailActivity(models.Model):
    _inherit = "mail.activity"

    def _action_done(self, feedback=False, attachment_ids=None):
        # sudo: who does the activity has verified the customer
        profiles = self.env["care.profile"].sudo().with_context(active_test=False)
        verified = profiles.search([("verify_activity_id", "in", self.ids)])
        verified._mark_verified()
        return super()._action_done(feedback=feedback, attachment_ids=attachment_ids)
