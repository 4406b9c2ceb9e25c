from odoo import fields, models


class CalendarEvent(models.Model):
    _inherit = "calendar.event"

    def _get_care_customers(self):
        """Contacts present at the meeting who belong to customers."""
        self.ensure_one()
        present = self.attendee_ids.filtered(lambda one: one.state != "declined")
        people = present.partner_id._filtered_access("read")
        return people.filtered("commercial_partner_id.care_profile_id")

    def action_log_care_touch(self):
        """Log the meeting as a contact with the customers who were present."""
        self.ensure_one()
        customers = self._get_care_customers()
        return customers._get_care_touch_log_action(
            channel_id=self.env["care.touch"]._channel_ids()["meeting"],
            date=fields.Datetime.to_string(self.start),
            duration=self.duration,
            summary=self.display_name,
            res_model=self._name,
            res_id=self.id,
        )
