from collections import defaultdict
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from odoo import models

from ...tools import cadence

UTC = ZoneInfo("UTC")


class Agenda:
    """On which day who can do what: working days, leave, load and calling days."""

    def __init__(self, days, away, load, cap, substitutes, today):
        self.days = days
        self.away = away
        self.load = load
        self.cap = cap
        self.substitutes = substitutes
        self.today = today
        self.soon = {}

    def is_full(self, user, until):
        """Whether somebody who takes no leave has no place left until a day."""
        if user not in self.soon:
            self.soon[user] = {day for day in self.days[user] if day <= until}
        days = self.soon[user]
        is_full = days and all(self.load[user, day] >= self.cap for day in days)
        return bool(is_full and not self.away[user])

    def place(self, revisit):
        """Return the user and the day for a planned contact; a substitute where the
        leave of the one in charge covers the hard limit."""
        substitute = self.substitutes.get(revisit)
        for user, away in (
            (revisit.user_id, self.away[revisit.user_id]),
            (substitute, substitute and self.away[substitute]),
            (revisit.user_id, ()),
        ):
            day = user and self._get_day(revisit, user, away)
            if day:
                return user, day
        return revisit.user_id, max(revisit.due_date, self.today)

    def _get_day(self, revisit, user, away):
        days, calling = self.days[user], revisit.partner_id.care_call_days

        def is_free(day, calling=calling):
            return day in days and (not calling or str(day.isoweekday()) in calling)

        dates = revisit.due_date, revisit.hard_date, self.today
        planned = cadence.planned_date(*dates, is_free, away.__contains__)
        if planned is None and calling:
            # rather on another day than not at all
            planned = cadence.planned_date(*dates, days.__contains__, away.__contains__)
        while planned and self.load[user, planned] >= self.cap:
            planned = cadence.next_free(planned + timedelta(days=1), is_free)
        return planned

    def take(self, user, day, count=1):
        self.load[user, day] += count


class CareRevisit(models.Model):
    _inherit = "care.revisit"

    def _get_agenda(self, policy, revisits, today):
        company, users = policy.company_id, revisits.user_id
        away = self._get_leave_days(company, users, today)
        # nobody stands in for who takes no leave
        leaving = revisits.filtered(lambda revisit: away[revisit.user_id])
        substitutes = self._get_substitutes(leaving)
        others = users.union(*substitutes.values()) - users
        away.update(self._get_leave_days(company, others, today))
        users |= others
        days = self._get_working_days(company, users, today)
        load = self._get_load(users, today)
        return Agenda(days, away, load, policy.cadence_cap, substitutes, today)

    def _get_substitutes(self, revisits):
        """Deputy of each contact: of the customer's team, else the team's leader."""
        deputies = self.env["care.team.member"].search(
            [
                ("partner_id", "in", revisits.partner_id.ids),
                ("company_id", "in", revisits.company_id.ids),
                ("role", "=", "backup"),
                ("user_id.active", "=", True),
            ]
        )
        by_customer = {
            (deputy.partner_id, deputy.company_id): deputy.user_id
            for deputy in deputies
        }
        leaders = self._get_leaders(revisits.user_id)
        return {
            revisit: by_customer.get((revisit.partner_id, revisit.company_id))
            or leaders.get(revisit.user_id)
            for revisit in revisits
            if by_customer.get((revisit.partner_id, revisit.company_id))
            or leaders.get(revisit.user_id)
        }

    def _get_leaders(self, users):
        members = self.env["crm.team.member"].search(
            [("user_id", "in", users.ids), ("crm_team_id.user_id.active", "=", True)]
        )
        return {member.user_id: member.crm_team_id.user_id for member in members}

    def _get_working_days(self, company, users, today):
        """Days on which each user works, leave subtracted, by their own calendars."""
        resources = {user: self._get_resources(company, user)[:1] for user in users}
        calendars = {
            user: resource.calendar_id or company.resource_calendar_id
            for user, resource in resources.items()
        }
        together = defaultdict(self.env["resource.resource"].browse)
        for user, calendar in calendars.items():
            together[calendar] |= resources[user]
        days = {
            calendar: self._get_calendar_days(company, calendar, some, today)
            for calendar, some in together.items()
        }
        return {user: days[calendars[user]][resources[user].id] for user in users}

    def _get_calendar_days(self, company, calendar, resources, today):
        """Days with hours in a calendar by the id of a resource; False: of nobody."""
        start, stop = self._get_horizon(company, today)
        if not calendar:
            return dict.fromkeys((*resources.ids, False), _days(start, stop))
        leaves = [
            ("time_type", "=", "leave"),
            ("company_id", "in", [False, company.id]),
        ]
        hours = calendar._work_intervals_batch(
            start, stop, resources=resources, domain=leaves
        )
        return {
            number: {begin.date() for begin, _end, _meta in intervals}
            for number, intervals in hours.items()
        }

    def _get_leave_days(self, company, users, today):
        """Days of each user's own leave."""
        start, stop = self._get_horizon(company, today)
        resources = self._get_resources(company, users)
        # sudo: that somebody is away is known to the planner, not why
        leaves = self.env["resource.calendar.leaves"].sudo()
        leaves = leaves.search(
            [
                ("resource_id", "in", resources.ids),
                ("time_type", "=", "leave"),
                ("date_from", "<", stop.astimezone(UTC).replace(tzinfo=None)),
                ("date_to", ">", start.astimezone(UTC).replace(tzinfo=None)),
            ]
        )
        away = defaultdict(set)
        for leave in leaves:
            first, last = (
                moment.replace(tzinfo=UTC).astimezone(start.tzinfo)
                for moment in (leave.date_from, leave.date_to)
            )
            away[leave.resource_id.user_id].update(_days(first, last))
        return away

    def _get_resources(self, company, users):
        # sudo: calendars of colleagues
        resources = users.sudo().with_company(company).resource_ids
        return resources.filtered(lambda resource: resource.company_id == company)

    def _get_horizon(self, company, today):
        zone = ZoneInfo(self.env["care.policy"]._get(company)._get_zone())
        span = (today, today + timedelta(days=cadence.HORIZON))
        return [datetime.combine(day, time.min, zone) for day in span]

    def _get_load(self, users, today):
        """How many planned contacts each user has on each day."""
        load = defaultdict(int)
        kind = self.env.ref("crm_customer_care.mail_activity_type_revisit")
        groups = self.env["mail.activity"]._read_group(
            [
                ("activity_type_id", "=", kind.id),
                ("user_id", "in", users.ids),
                ("date_deadline", ">=", today),
            ],
            ["user_id", "date_deadline:day"],
            ["__count"],
        )
        for user, day, count in groups:
            load[user, day] = count
        return load


def _days(start, stop):
    """Days from one moment to another one."""
    first, last = start.date(), (stop - timedelta(microseconds=1)).date()
    return {first + timedelta(days=number) for number in range((last - first).days + 1)}
