from datetime import timedelta
from zoneinfo import ZoneInfo

from odoo import fields, models
from odoo.fields import Domain

from .care_touch_calendar import get_moment


class CareDay(models.AbstractModel):
    """The five minutes before going home: what is not in the contact log yet."""

    _inherit = "care.day"

    def _get_sections(self, scope):
        sections = super()._get_sections(scope)
        if not scope.is_team:
            sections.append(self._get_meeting_section(scope))
            sections.append(self._get_activity_section(scope))
        return [*sections, self._get_touch_section(scope)]

    def _get_span(self, scope):
        """The first moment of today and of tomorrow there, in UTC."""
        zone = ZoneInfo(scope.zone)
        days = (scope.today, scope.today + timedelta(days=1))
        return [fields.Datetime.to_string(get_moment(day, zone)) for day in days]

    def _get_log_button(self):
        return {
            "method": "action_log_care_touch",
            "label": self.env._("Log a Contact"),
            "icon": "fa-handshake-o",
            "key": "l",
        }

    def _get_meeting_section(self, scope):
        return self._section(
            "meetings",
            self.env._("Meetings to Log"),
            "calendar.event",
            [("id", "in", self._get_unlogged_meetings(scope).ids)],
            sequence=210,
            place="log",
            order="start, id",
            prepare=self._prepare_meetings,
            buttons=[self._get_log_button()],
        )

    def _get_unlogged_meetings(self, scope):
        """Own meetings of today with customers that have begun."""
        start, _end = self._get_span(scope)
        now = fields.Datetime.to_string(fields.Datetime.now())
        mine = Domain("user_id", "=", self.env.uid)
        mine |= Domain("partner_ids", "in", self.env.user.partner_id.ids)
        events = self.env["calendar.event"].search(
            mine & Domain("start", ">=", start) & Domain("start", "<=", now)
        )
        events = events.filtered(lambda event: event._get_care_customers())
        # sudo: whoever logged it
        touches = self.env["care.touch"].sudo()
        logged = touches.search_fetch(
            [("res_model", "=", "calendar.event"), ("res_id", "in", events.ids)],
            ["res_id"],
        )
        return events - events.browse(logged.mapped("res_id"))

    def _prepare_meetings(self, events):
        return [
            self._prepare_item(
                event, event._get_care_customers()[:1], subtitle=event.display_name
            )
            for event in events
        ]

    def _get_activity_section(self, scope):
        return self._section(
            "activities",
            self.env._("Done, Not Logged"),
            "mail.activity",
            [
                ("id", "in", self._get_unlogged_activities(scope).ids),
                ("active", "=", False),
            ],
            sequence=220,
            place="log",
            order="id",
            prepare=self._prepare_activities,
            buttons=[self._get_log_button()],
        )

    def _get_unlogged_activities(self, scope):
        """Own activities done today that stand for a contact with a customer."""
        documents = list(self.env["care.touch"]._care_touch_documents())
        start, end = self._get_span(scope)
        revisit = self.env.ref("crm_customer_care.mail_activity_type_revisit")
        done = self.env["mail.activity"].search(
            [
                ("active", "=", False),
                # a date of UTC, which may not be that of the company
                ("date_done", ">=", start[:10]),
                ("date_done", "<=", end[:10]),
                ("write_date", ">=", start),
                ("user_id", "=", self.env.uid),
                ("res_model", "in", documents),
                ("activity_type_id.care_channel_id", "!=", False),
                # planned contacts log themselves
                ("activity_type_id", "!=", revisit.id),
                ("calendar_event_id", "=", False),
            ]
        )
        facts = {f"activity:{activity.id}": activity for activity in done}
        # sudo: whoever logged it
        touches = self.env["care.touch"].sudo()
        logged = touches.search_fetch([("source", "in", list(facts))], ["source"])
        return done.filtered(
            lambda activity: (
                activity._get_care_customer()
                and f"activity:{activity.id}" not in logged.mapped("source")
            )
        )

    def _prepare_activities(self, activities):
        return [
            self._prepare_item(
                activity, activity._get_care_customer(), subtitle=activity.display_name
            )
            for activity in activities
        ]

    def _get_touch_section(self, scope):
        start, end = self._get_span(scope)
        domain = Domain("date", ">=", start) & Domain("date", "<", end)
        return self._section(
            "logged",
            self.env._("Contacts of Today"),
            "care.touch",
            domain & scope.of("user_id"),
            sequence=230,
            place="log",
            prepare=self._prepare_touches,
        )

    def _prepare_touches(self, touches):
        return [
            self._prepare_item(
                touch,
                touch.partner_id,
                subtitle=touch.summary or "",
                letter=touch.channel_id.letter,
                is_quiet=True,
            )
            for touch in touches
        ]
