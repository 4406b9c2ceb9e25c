from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from odoo import fields, models
from odoo.fields import Domain


class CareDashboard(models.AbstractModel):
    """Tiles of what is done for customers: contacts, greetings, complaints."""

    _inherit = "care.dashboard"

    def _get_tiles(self, scope):
        return [
            *super()._get_tiles(scope),
            *self._get_contact_tiles(scope),
            *self._get_greeting_tiles(scope),
            *self._get_complaint_tiles(scope),
        ]

    def _get_month(self, scope):
        """First moments of this month and of tomorrow there, in UTC."""
        zone = ZoneInfo(scope.zone)
        days = (scope.today.replace(day=1), scope.today + timedelta(days=1))
        moments = [datetime.combine(day, time(), zone) for day in days]
        utc = ZoneInfo("UTC")
        return [
            fields.Datetime.to_string(moment.astimezone(utc).replace(tzinfo=None))
            for moment in moments
        ]

    def _of_company(self):
        return Domain("company_id", "=", self.env.company.id)

    def _get_contact_tiles(self, scope):
        start, end = self._get_month(scope)
        overdue = self.env["care.day"]._get_contact_domains(scope.today)["overdue"]
        made = Domain("effective", "=", True) & Domain("date", ">=", start)
        made &= Domain("date", "<", end) & scope.of("user_id")
        return [
            *self._count_tile(
                "overdue",
                self.env._("Overdue Contacts"),
                "care.revisit",
                self._of_company() & overdue & scope.of("user_id", "activity_user_id"),
                part="care",
                sequence=10,
                tone="bad",
            ),
            *self._count_tile(
                "touches",
                self.env._("Contacts This Month"),
                "care.touch",
                self._of_company() & made,
                part="care",
                sequence=20,
                hint=self.env._("customers who were reached"),
            ),
        ]

    def _get_greeting_tiles(self, scope):
        """Of this month's greetings up to today those that reached somebody."""
        greetings = self.env["care.greeting"]
        if not greetings.has_access("read"):
            return []
        due = self._of_company() & scope.of("user_id")
        due &= Domain("occasion_date", ">=", scope.today.replace(day=1).isoformat())
        due &= Domain("occasion_date", "<=", scope.today.isoformat())
        due &= Domain("state", "not in", ("skipped", "suppressed"))
        done = due & Domain("state", "in", ("sent", "done"))
        name = self.env._("Greetings Done")
        count = greetings.search_count(due)
        return self._tile(
            "greetings",
            name,
            greetings.search_count(done),
            part="care",
            sequence=30,
            hint=self.env._("of %(count)s due this month", count=count),
            list=self._list(name, greetings._name, done),
        )

    def _get_complaint_tiles(self, scope):
        opened = self._of_company() & Domain("is_open", "=", True)
        opened &= scope.of("user_id", "partner_id.user_id")
        now = fields.Datetime.to_string(fields.Datetime.now())
        options = {"part": "service"}
        return [
            *self._count_tile(
                "complaints",
                self.env._("Open Complaints"),
                "care.complaint",
                opened,
                sequence=10,
                **options,
            ),
            *self._count_tile(
                "late_complaints",
                self.env._("Complaints over the Clock"),
                "care.complaint",
                opened & Domain("deadline", "<", now),
                sequence=20,
                tone="bad",
                **options,
            ),
        ]
