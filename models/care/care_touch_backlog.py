from odoo import api, fields, models
from odoo.tools import SQL

from ...tools import touch_sql
from ..lost_race import try_again

CHUNK = 5000
# what is read, and where its numbers come from
TABLES = {
    "activities": ("mail.activity", SQL("a.id")),
    "meetings": ("calendar.event", SQL("e.id")),
    "sent": ("mail.message", SQL("m.id")),
    "received": ("mail.message", SQL("m.id")),
}
LEFT = SQL("n.notification_status IN ('pending', 'sent')")


class CareTouchBacklog(models.Model):
    """A piece of the past that is still to be read into the log; done ones go."""

    _name = "care.touch.backlog"
    _description = "Past Contacts to Log"
    _order = "id"

    company_id = fields.Many2one(
        "res.company", ondelete="cascade", help="Empty: of all that keep their log."
    )
    kind = fields.Selection(
        [
            ("activities", "Activities"),
            ("meetings", "Meetings"),
            ("sent", "Sent messages"),
            ("received", "Received messages"),
        ],
        required=True,
    )
    # numbers of records: those after the cursor up to the target are left
    cursor = fields.Integer(required=True, default=0)
    target = fields.Integer(required=True)

    @api.model
    def _start(self, companies):
        """Plan to read in all that happened in some companies."""
        self.search([("company_id", "in", companies.ids)]).unlink()
        targets = {
            kind: self.env.execute_query(
                SQL("SELECT max(id) FROM %s", SQL.identifier(self.env[model]._table))
            )[0][0]
            for kind, (model, _column) in TABLES.items()
        }
        self.create(
            [
                {"company_id": company.id, "kind": kind, "target": target}
                for company in companies
                for kind, target in targets.items()
                if target
            ]
        )
        self._trigger()

    @api.model
    def _trigger(self):
        # sudo: whoever switches the log on starts this one job
        self.env.ref("crm_customer_care.ir_cron_touch_backlog").sudo()._trigger()

    @api.model
    def _cron_read(self):
        """Read the past chunk by chunk; a run cut short is taken up where it ended."""
        cron = self.env["ir.cron"]
        cron._commit_progress(remaining=self._count_left())
        while piece := self.search([], limit=1):
            done = try_again(self.env, piece._read_chunk)
            if not self.search_count([], limit=1):
                try_again(self.env, self._finish)
            if not cron._commit_progress(done):
                break

    def _count_left(self):
        return sum(piece.target - piece.cursor for piece in self.search([]))

    def _read_chunk(self):
        """Read one chunk; return how many numbers were passed."""
        start, end = self.cursor, min(self.cursor + CHUNK, self.target)
        touches = self.env["care.touch"].with_context(care_backlog=True)
        if self.kind == "meetings":
            ids = self.env["calendar.event"].with_context(active_test=False)
            ids = ids.search([("id", ">", start), ("id", "<=", end)]).ids
            touches._sync_meetings(ids, companies=self.company_id or None)
        else:
            column = TABLES[self.kind][1]
            where = SQL(
                "%s > %s AND %s <= %s AND %s",
                column,
                start,
                column,
                end,
                LEFT if self.kind == "sent" else SQL("TRUE"),
            )
            touches._capture(self.kind, where, self.company_id or None)
        if end < self.target:
            self.cursor = end
        else:
            self.unlink()
        return end - start

    def _finish(self):
        """Let the past show: answers make mails effective, contacts make profiles."""
        self.env.cr.execute(touch_sql.answered(SQL("TRUE")))
        self.env["care.touch"].invalidate_model(flush=False)
        self.env["care.profile"]._refresh_touches()
        policies = self.env["care.policy"].search([("touch_active", "=", True)])
        policies.refresh_requested = True
        self.env.ref("crm_customer_care.ir_cron_refresh")._trigger()
