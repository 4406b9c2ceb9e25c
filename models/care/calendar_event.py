from odoo import api, fields, models

from .care_touch_meeting import GRACE

SHAPE = {
    "start",
    "stop",
    "start_date",
    "stop_date",
    "duration",
    "allday",
    "active",
    "partner_ids",
    "attendee_ids",
    "user_id",
    "res_id",
    "opportunity_id",
}


class CalendarEvent(models.Model):
    """A meeting that is over is a contact; the log follows its changes."""

    _inherit = "calendar.event"

    @api.model_create_multi
    def create(self, vals_list):
        events = super().create(vals_list)
        events._filter_over()._sync_touches()
        return events

    def write(self, vals):
        if SHAPE.isdisjoint(vals):
            return super().write(vals)
        before = self._filter_over()
        result = super().write(vals)
        (before | self._filter_over())._sync_touches()
        return result

    def unlink(self):
        """A meeting deleted soon after its time was none; later it is history."""
        latest = fields.Datetime.now() - GRACE
        recent = self._filter_over().filtered(lambda event: event.stop > latest)
        ids = recent.ids
        result = super().unlink()
        if ids:
            self.env["care.touch"]._sync_meetings(ids)
        return result

    def _filter_over(self):
        """These meetings as far as they are over and somebody keeps a log."""
        if not self.env["care.policy"]._get_touch_company_ids():
            return self.browse()
        now = fields.Datetime.now()
        # sudo: a private meeting of a colleague ends too
        over = self.sudo().filtered(lambda event: event.stop and event.stop <= now)
        return over.sudo(self.env.su)

    def _sync_touches(self, attended=False):
        if self:
            self.env["care.touch"]._sync_meetings(self.ids, attended)
