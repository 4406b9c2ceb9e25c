from datetime import datetime, timedelta, timezone

from odoo import models

from ...tools import worktime
from ...tools.worktime import HORIZON, ElapsedTime, WorkTime

# days looked ahead: as few as will do
STEPS = (28, 180, HORIZON // 86400)


def seconds(moment):
    """A UTC time without zone as seconds since the epoch."""
    return moment.replace(tzinfo=timezone.utc).timestamp()


def moment(instant):
    """The UTC time without zone of seconds since the epoch, to the whole second."""
    return datetime.fromtimestamp(round(instant), timezone.utc).replace(tzinfo=None)


class CareSla(models.Model):
    """Working time of a policy."""

    _inherit = "care.sla"

    def _get_work_time(self, start, stop):
        """Working time between two UTC times; elapsed time without working hours.

        Holidays of the policy's company count, those of other companies don't.
        """
        # sudo: clocks run the same for all, whoever may read calendars
        calendar = self.sudo().calendar_id
        if not calendar:
            return ElapsedTime()
        leaves = [
            ("time_type", "=", "leave"),
            # sudo: clocks run the same for all, whoever may read calendars
            ("company_id", "in", [False, self.sudo().company_id.id]),
        ]
        intervals = calendar._work_intervals_batch(
            start.replace(tzinfo=timezone.utc),
            stop.replace(tzinfo=timezone.utc),
            domain=leaves,
        )[False]
        return WorkTime(
            (begin.timestamp(), end.timestamp()) for begin, end, _meta in intervals
        )

    def _plan(self, items):
        """Deadlines of (budget in hours, segments) as (UTC time, on elapsed hours).

        `segments` are pairs of UTC times, the last one open with None. A deadline
        that the calendar doesn't reach is counted in elapsed hours.
        """
        if not items:
            return []
        parts = [
            [(seconds(start), stop and seconds(stop)) for start, stop in segments]
            for _hours, segments in items
        ]
        found = [None] * len(items)
        starts = [start for segments in parts for start, _stop in segments]
        for days in STEPS:
            time = self._get_work_time(
                moment(min(starts)), moment(max(starts)) + timedelta(days=days)
            )
            for number, (hours, _segments) in enumerate(items):
                if found[number] is None:
                    end = worktime.deadline(time, hours * 3600, parts[number])
                    if end and end - parts[number][-1][0] <= HORIZON:
                        found[number] = (moment(end), time.on_elapsed)
            if None not in found:
                break
        return [
            result or self._plan_elapsed(hours, segments)
            for result, (hours, _), segments in zip(found, items, parts, strict=True)
        ]

    def _plan_elapsed(self, hours, segments):
        end = worktime.deadline(ElapsedTime(), hours * 3600, segments)
        return moment(end), True

    def _count(self, segments_list, on_elapsed=False):
        """Working hours within lists of segments (start, stop) in UTC."""
        parts = [
            [(seconds(start), seconds(stop)) for start, stop in segments]
            for segments in segments_list
        ]
        times = [time for segments in parts for pair in segments for time in pair]
        if on_elapsed or not times:
            time = ElapsedTime()
        else:
            time = self._get_work_time(moment(min(times)), moment(max(times)))
        return [worktime.consumed(time, segments) / 3600 for segments in parts]
