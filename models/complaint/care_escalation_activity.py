from odoo import models


class MailActivity(models.Model):
    """Who does the activity of an escalation has taken note of it."""

    _inherit = "mail.activity"

    def _action_done(self, feedback=False, attachment_ids=False):
        # sudo: the ledger is not written by hand
        ledger = self.env["care.escalation"].sudo()
        complaints = self.filtered(lambda one: one.res_model == "care.complaint")
        if complaints:
            ledger.search([("activity_id", "in", complaints.ids)])._acknowledge()
        return super()._action_done(feedback=feedback, attachment_ids=attachment_ids)
