import logging

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..models.lost_race import LOST_RACE, is_outage, try_again

_logger = logging.getLogger(__name__)
# a server that died over a file twice will die a third time
LIVES = 2


class CareImport(models.TransientModel):
    """Large files: the scheduler works on them, in one transaction for each."""

    _inherit = "care.import"

    job = fields.Selection([("preview", "Preview"), ("apply", "Import")], readonly=True)

    def _queue(self, job):
        # sudo: the user has asked for this job, no other
        progress = self.env["care.import.progress"].sudo()
        progress.search([("import_id", "=", self.id)]).unlink()
        progress.create({"import_id": self.id, "total": self._count_rows()})
        self.write({"state": "waiting", "job": job, "error": False})
        # sudo: the user has asked for this job, no other
        self.env.ref("crm_customer_care.ir_cron_import").sudo()._trigger()

    @api.model
    def _cron_import(self):
        """Preview and import large files, each as its user and in one transaction."""
        cron = self.env["ir.cron"]
        waiting = self.search([("state", "=", "waiting")], order="id")
        cron._commit_progress(remaining=len(waiting))
        for wizard in waiting:
            wizard._work()
            if not cron._commit_progress(1):
                break

    def _work(self):
        """Do the job of one file; a failure is told there, and changes nothing."""
        progress = self.env["care.import.progress"]
        if progress._begin(self) > LIVES:
            self._fail_for_good()
            return
        try:
            try_again(
                self.env,
                self._as_user()._run,
                self.job,
                lambda done: progress._report(self, done),
            )
        except LOST_RACE:
            raise
        except UserError as error:
            self.env.cr.rollback()
            self._fail(str(error))
        except Exception as error:
            if is_outage(error):
                raise
            # told to who waits for it, not only to the log
            self.env.cr.rollback()
            _logger.exception("Import %s failed", self.id)
            self._fail(
                self.env._(
                    "An error of the program stopped the import, and nothing was "
                    "imported. Your administrator finds it in the log."
                )
            )

    def _fail_for_good(self):
        self._fail(
            self.env._(
                "The server or its database stopped twice before the end, so "
                "nothing was imported. Split the file, or ask your administrator "
                "for more time (limit-time-real-cron), memory or disk space."
            )
        )

    def _fail(self, message):
        self.write({"state": "failed", "error": message})

    def _as_user(self):
        """The import with the rights, language and company of who asked for it."""
        user = self.create_uid
        context = {
            **user.with_user(user).context_get(),
            "allowed_company_ids": self.company_id.ids,
        }
        return self.with_env(self.env(user=user, su=False, context=context))

    def get_progress(self):
        """Return {state, done, total} for who waits for it."""
        self.ensure_one()
        # sudo: nobody else writes there, and this is the user's own import
        progress = self.env["care.import.progress"].sudo()
        progress = progress.search([("import_id", "=", self.id)], limit=1)
        return {"state": self.state, "done": progress.done, "total": progress.total}
