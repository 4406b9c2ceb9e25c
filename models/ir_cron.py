import math
import time
from datetime import timedelta

from odoo import api, models
from odoo.tools import SQL

from odoo.addons.base.models.ir_cron import CompletionStatus

ADDON = "crm_customer_care"
PAUSE = timedelta(hours=1)


class IrCron(models.Model):
    """A job of ours that failed does not wait for the next night: what stopped it, a
    full disk or a database that was restarted, may be over soon. One that has something
    left goes on when the others had their turn, not after a minute. And it takes one
    processor of the database, not two: people who click need the other one."""

    _inherit = "ir.cron"

    def _callback(self, cron_name, server_action_id):
        if not self._care_is_ours(self.id):
            return super()._callback(cron_name, server_action_id)
        if self._care_is_over():
            return None
        self = self.with_context(care_job=True)
        self._care_leave_processors()
        result = super()._callback(cron_name, server_action_id)
        self._care_go_on()
        return result

    def _care_is_over(self):
        """Whether this run comes when the time of the job is over, as Odoo begins up to
        ten: each would look anew for all that is to do. Others have their turn."""
        if time.monotonic() < self.env.context.get("cron_end_time", math.inf):
            return False
        now = self._care_get_progress()
        before = now.search(
            [("cron_id", "=", self.id), ("id", "<", now.id)], order="id desc", limit=1
        )
        now.remaining = before.remaining if before.done else 0
        return bool(now.remaining)

    def _care_go_on(self):
        """Tell the workers of what is left, as soon as this run is committed: else they
        look after a minute of rest. One that got nothing done waits for that."""
        progress = self._care_get_progress()
        if progress.done and progress.remaining:
            self.env.cr.postcommit.add(self._notifydb)

    @api.model
    def _care_get_progress(self):
        # sudo: what Odoo keeps of its jobs
        progress = self.env["ir.cron.progress"].sudo()
        return progress.browse(self.env.context.get("ir_cron_progress_id"))

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
