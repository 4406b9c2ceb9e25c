from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import SQL, split_every

from ...tools import touch_fact_sql, touch_sql
from ..lost_race import try_again

BATCH = 500
# how long after its end a meeting that nobody changed is looked at
LATEST = timedelta(days=2)
# meetings deleted later than this were held: their touches are history
GRACE = timedelta(days=30)


class CareTouch(models.Model):
    """Held meetings: one touch per meeting and customer present."""

    _inherit = "care.touch"

    @api.model
    def _sync_meetings(self, event_ids, attended=False, companies=None):
        """Make the log of some meetings true: those that are over, or that somebody has
        `attended` already, have a touch per customer present, others none."""
        active = self.env["care.policy"]._get_touch_company_ids()
        if not event_ids or not active:
            return self.browse()
        self._flush_meetings()
        customers = touch_sql.is_customer(
            active if companies is None else companies.ids
        )
        held = self._select_meetings(event_ids, attended)
        gone = touch_sql.drop_meetings(held, event_ids, customers)
        changed = {number for [number] in self.env.execute_query(gone)}
        moved = touch_sql.move_meetings(event_ids)
        changed |= {number for [number] in self.env.execute_query(moved)}
        if changed:
            self.invalidate_model(flush=False)
            self.env["care.profile"]._refresh_touches(
                self.env["res.partner"].browse(changed)
            )
        wanted = SQL(
            "%s AND %s AND %s",
            customers,
            touch_sql.unknown_meetings(),
            touch_sql.not_deleted(touch_sql.SHARED),
        )
        return self._insert_facts(held, touch_sql.SHARED, wanted)

    def _select_meetings(self, event_ids, attended=False):
        now = fields.Datetime.now()
        over = SQL("e.id = ANY(%s)", list(event_ids))
        if not attended:
            over = SQL("%s AND e.stop <= %s", over, now)
        return touch_fact_sql.meetings(
            self._get_documents(), over, self._channel_ids()["meeting"], now
        )

    def _flush_meetings(self):
        self._flush_contacts()
        self.flush_model()
        for model in ("calendar.event", "calendar.attendee", "mail.activity"):
            self.env[model].flush_model()

    @api.model
    def _cron_log_meetings(self):
        """Log the meetings that have ended since the last run."""
        now = fields.Datetime.now()
        last = self.env.context.get("lastcall") or now
        since = min(last, now - LATEST)
        events = self.env["calendar.event"].search(
            [("stop", ">", since), ("stop", "<=", now)], order="id"
        )
        cron = self.env["ir.cron"]
        cron._commit_progress(remaining=len(events))
        for ids in split_every(BATCH, events.ids):
            new = try_again(self.env, self._sync_meetings, ids)
            if not cron._commit_progress(len(ids)) and new:
                # the next run passes quickly what is in the log
                break
