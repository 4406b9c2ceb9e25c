from odoo import fields, models
from odoo.tools import SQL


class MailActivity(models.Model):
    _inherit = "mail.activity"

    def _action_done(self, feedback=False, attachment_ids=False):
        events = self._get_begun_meetings()
        result = super()._action_done(feedback=feedback, attachment_ids=attachment_ids)
        self._log_touches()
        events._sync_touches(attended=True)
        return result

    def _log_touches(self):
        """Log those of these done activities that are contacts with customers."""
        touches = self.env["care.touch"]
        if self and self.env["care.policy"]._get_touch_company_ids():
            self.flush_model()
            touches._capture("activities", SQL("a.id = ANY(%s)", self.ids))

    def _get_begun_meetings(self):
        """Meetings of these activities that have begun: done means held."""
        if not self.env["care.policy"]._get_touch_company_ids():
            return self.env["calendar.event"]
        now = fields.Datetime.now()
        # sudo: as `_filter_over` of meetings
        events = self.sudo().calendar_event_id
        return events.filtered(lambda event: event.start <= now).sudo(self.env.su)
