from datetime import timedelta

from odoo import api, models
from odoo.tools import SQL

from odoo.addons.base.models.ir_cron import CompletionStatus

ADDON = "crm_customer_care"
PAUSE = timedelta(hours=1)


class IrCron(models.Model):
    """A job of ours that failed does not wait for the next night: what stopped it, a
    full disk or a database that was restarted, may be over soon. And it takes one
    processor of the database, not two: people who click need the other one."""

    _inherit = "ir.cron"

    def _callback(self, cron_name, server_action_id):
        if self._care_is_ours(self.id):
            self = self.with_context(care_job=True)
            self._care_leave_processors()
        return super()._callback(cron_name, server_action_id)

    @api.model
    def _commit_progress(self, processed=0, *, remaining=None, deactivate=False):
        left = super()._commit_progress(
            processed, remaining=remaining, deactivate=deactivate
        )
        if self.env.context.get("care_job"):
            self._care_leave_processors()
        return left

    @api.model
    def _care_leave_processors(self):
        """Do without parallel workers of the database until the next commit."""
        self.env.cr.execute(SQL("SET LOCAL max_parallel_workers_per_gather = 0"))

    @api.model
    def _update_failure_count(self, job, status):
        result = super()._update_failure_count(job, status)
        if status == CompletionStatus.FAILED and self._care_is_ours(job["id"]):
            self.browse(job["id"])._trigger(self.env.cr.now() + PAUSE)
        return result

    @api.model
    def _care_is_ours(self, job_id):
        # sudo: names of jobs are no secret
        names = self.env["ir.model.data"].sudo()
        ours = [("module", "=", ADDON), ("model", "=", self._name)]
        return bool(names.search_count([*ours, ("res_id", "=", job_id)], 1))
