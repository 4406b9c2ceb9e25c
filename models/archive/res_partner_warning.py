from datetime import timezone
from zoneinfo import ZoneInfo

from babel.dates import get_day_names

from odoo import fields, models
from odoo.tools import format_date
from odoo.tools.misc import babel_locale_parse, get_lang

from ...tools.contact_window import ContactWindow, clock


class ResPartner(models.Model):
    """What one should know before contacting somebody."""

    _inherit = "res.partner"

    def _care_contact_warnings(self):
        """Return what to know before contacting this one contact now.

        A list of dicts {"level": "danger" | "warning" | "info", "text": str}. Areas
        that know more extend it.
        """
        self.ensure_one()
        if not self._has_care_trace("wish", "consent"):
            return []
        # sudo: what a contact asked for is told to whoever is about to make contact
        partner = self.sudo()
        if partner.care_deceased:
            text = self.env._("Deceased: no calls, no wishes, no offers.")
            return [{"level": "danger", "text": text}]
        return [
            {"level": level, "text": text}
            for level, text in (
                partner._warn_do_not_call(),
                partner._warn_bereaved(),
                partner._warn_refused(),
                partner._warn_window(),
                partner._tell_channel(),
            )
            if text
        ]

    def _warn_do_not_call(self):
        return "danger", self.care_do_not_call and self.env._("Do not call.")

    def _warn_bereaved(self):
        until, text = self.care_bereaved_until, None
        if until and until >= self._get_care_now().date():
            text = self.env._(
                "In mourning until %(day)s: no cheerful wishes.",
                day=format_date(self.env, until),
            )
        return "warning", text

    def _warn_refused(self):
        if not self._has_care_trace("consent"):
            return "warning", None
        refused = self.care_consent_ids.filtered(lambda c: c.state == "refused")
        channels = ", ".join(refused.channel_id.sorted().mapped("name"))
        text = self.env._("Refused to be contacted by: %(channels)s", channels=channels)
        return "warning", channels and text

    def _warn_window(self):
        window = self._get_care_window()
        if not window.end and not window.days:
            return "info", None
        names = self._get_care_day_names()
        times = [window.weekdays(names), window.hours()]
        times = ", ".join(time for time in times if time)
        if self.care_do_not_call or not times:
            return "info", None
        now = self._get_care_now()
        terms = {
            "times": times,
            "now": f"{names[now.weekday()]} {clock(now.hour + now.minute / 60)}",
        }
        if window.is_open(now):
            text = self.env._("Calls are welcome %(times)s (there: %(now)s).", **terms)
            return "info", text
        return "warning", self.env._(
            "Do not call now: there it is %(now)s, calls are welcome %(times)s.",
            **terms,
        )

    def _tell_channel(self):
        channel = self.care_channel_id.name
        text = self.env._("Preferred channel: %(channel)s", channel=channel)
        return "info", channel and text

    def _get_care_window(self):
        """The hours and days on which a call is welcome."""
        return ContactWindow(
            self.care_call_from, self.care_call_to, self.care_call_days or ""
        )

    def _get_care_zone(self):
        """Time zone of the contact, else of its customer, else of our company."""
        zone = self.care_tz or self.commercial_partner_id.care_tz
        # sudo: the clock of the company is no secret
        return zone or self.env["care.policy"].sudo()._get()._get_zone()

    def _get_care_now(self):
        """The contact's own local time."""
        now = fields.Datetime.now().replace(tzinfo=timezone.utc)
        return now.astimezone(ZoneInfo(self._get_care_zone()))

    def _get_care_day_names(self):
        """Short names of the weekdays from Monday on, in the user's language."""
        locale = babel_locale_parse(get_lang(self.env).code)
        names = get_day_names("abbreviated", locale=locale)
        return [names[day] for day in range(7)]
