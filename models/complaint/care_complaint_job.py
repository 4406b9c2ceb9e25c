from odoo import api, fields, models

BATCH = 1000


class CareComplaint(models.Model):
    _inherit = "care.complaint"

    @api.model
    def _cron_clocks(self):
        """Mark the clocks whose deadline has passed, a thousand in one transaction;
        where nothing is due nothing is written."""
        ledger, cron = self.env["care.ledger"], self.env["ir.cron"]
        while True:
            done = ledger._try_again(self._mark_due_clocks)
            more = BATCH if done == BATCH else 0
            if not cron._commit_progress(done, remaining=more) or not more:
                break
        if not more:
            self._care_clocks_checked()

    def _mark_due_clocks(self):
        # sudo: the job serves every company
        clocks = self.env["care.complaint.clock"].sudo()
        return len(clocks._mark_due(fields.Datetime.now(), limit=BATCH))

    @api.model
    def _care_clocks_checked(self):
        """Hook: all clocks are up to date; what follows from them is done now."""
