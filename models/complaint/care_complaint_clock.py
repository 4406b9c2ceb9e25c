import logging

from odoo import api, fields, models

from ...tools import worktime
from ..lost_race import is_outage
from .care_sla_line import MILESTONES

_logger = logging.getLogger(__name__)
GOING = ("running", "paused")


class CareComplaintClock(models.Model):
    """How long one complaint takes to one milestone, in working hours."""

    _name = "care.complaint.clock"
    _description = "Clock of a Complaint"
    _inherit = ["care.complaint.line"]
    _order = "complaint_id, cycle desc, deadline, id"
    _rec_name = "milestone"

    milestone = fields.Selection(MILESTONES, required=True, readonly=True)
    cycle = fields.Integer(
        string="Round", required=True, default=1, readonly=True, aggregator=False
    )
    state = fields.Selection(
        [
            ("running", "Counting"),
            ("paused", "Paused"),
            ("met", "Met"),
            ("breached", "Breached"),
            ("cancelled", "Cancelled"),
        ],
        required=True,
        default="running",
        readonly=True,
    )
    start = fields.Datetime(string="Started", required=True, readonly=True)
    budget_hours = fields.Float(string="Budget", required=True, readonly=True)
    consumed_hours = fields.Float(
        string="Used", readonly=True, help="Working hours, as of the last event."
    )
    deadline = fields.Datetime(readonly=True)
    met_at = fields.Datetime(string="Met on", readonly=True)
    late_hours = fields.Float(
        string="Late", readonly=True, help="Working hours after the deadline."
    )
    on_elapsed = fields.Boolean(
        string="On Elapsed Hours",
        readonly=True,
        help="The working hours of the policy don't reach a deadline: the clock counts "
        "all hours.",
    )
    # what was used before the clock was counted anew
    counted_from = fields.Datetime(readonly=True)
    carried_hours = fields.Float(readonly=True)
    met_by = fields.Char(
        string="Reached by", readonly=True, help="Names the fact, e.g. the mail."
    )

    _due_idx = models.Index("(deadline, id) WHERE state = 'running'")

    def _get_segments(self, stop=None):
        """The times in which the clock ran since it is counted, until `stop`."""
        pauses = self.complaint_id.pause_ids
        if self.milestone == "acknowledge":
            pauses = pauses.browse()
        return worktime.segments(
            self.counted_from,
            stop,
            [(pause.start, pause.stop or None) for pause in pauses],
        )

    def _measure(self, stop):
        """Return {clock: working hours used until `stop`}."""
        used = {}
        groups = self.grouped(lambda c: (c.complaint_id.sla_id, c.on_elapsed))
        for (sla, on_elapsed), clocks in groups.items():
            hours = sla._count([c._get_segments(stop) for c in clocks], on_elapsed)
            for clock, spent in zip(clocks, hours, strict=True):
                used[clock] = clock.carried_hours + spent
        return used

    def _set_deadlines(self):
        """Plan the deadlines of clocks anew; a paused one has none."""
        running = self.filtered(lambda c: c.state == "running")
        for sla, clocks in running.grouped(lambda c: c.complaint_id.sla_id).items():
            plans = sla._plan(
                [(c.budget_hours - c.carried_hours, c._get_segments()) for c in clocks]
            )
            for clock, (deadline, on_elapsed) in zip(clocks, plans, strict=True):
                clock.write({"deadline": deadline, "on_elapsed": on_elapsed})

    def _count_anew(self, now, used):
        """Give clocks the budgets of the policy that holds now; what they have used,
        by clock, is kept."""
        for clock in self:
            complaint = clock.complaint_id
            budget = complaint.sla_id._get_budget(clock.milestone, complaint.severity)
            clock.write(
                {
                    "carried_hours": used[clock],
                    "consumed_hours": used[clock],
                    "counted_from": now,
                    "budget_hours": budget or clock.budget_hours,
                }
            )
        self._set_deadlines()

    def _filter_unmet(self):
        """Those that still wait for their milestone, in time or late."""
        return self.filtered(
            lambda c: c.state in GOING or c.state == "breached" and not c.met_at
        )

    # events
    def _meet(self, when, source=None):
        """The milestone is reached: in time, or late for good."""
        used = self._measure(when)
        for clock in self:
            late = max(used[clock] - clock.budget_hours, 0)
            in_time = clock.state != "breached" and (
                not clock.deadline or when <= clock.deadline
            )
            clock.write(
                {
                    "state": "met" if in_time else "breached",
                    "met_at": when,
                    "met_by": source,
                    "consumed_hours": used[clock],
                    "late_hours": 0 if in_time else late,
                }
            )

    def _unmeet(self):
        """What was taken for the milestone was none: the clocks go on."""
        for clock in self:
            waits = clock.complaint_id.waiting_for
            state = "paused" if waits else "running"
            if not clock.complaint_id.is_open:
                state = "cancelled"
            if clock.state == "breached":
                state = "breached"
            clock.write(
                {"state": state, "met_at": False, "met_by": False, "late_hours": 0}
            )
        self._set_deadlines()

    def _start_again(self, when):
        """Count from a later moment on."""
        self.write(
            {
                "start": when,
                "counted_from": when,
                "carried_hours": 0,
                "consumed_hours": 0,
            }
        )
        self._set_deadlines()

    def _cancel(self, now):
        used = self._measure(now)
        for clock in self:
            clock.write({"state": "cancelled", "consumed_hours": used[clock]})

    def _pause(self, now):
        """Stop running clocks; the pause is written already."""
        used = self._measure(now)
        for clock in self:
            clock.write(
                {
                    "state": "paused",
                    "deadline": False,
                    "consumed_hours": used[clock],
                }
            )

    def _resume(self):
        self.write({"state": "running"})
        self._set_deadlines()

    # what the job does
    @api.model
    def _mark_due(self, now, limit=None, domain=()):
        """Mark the running clocks whose deadline has passed; return them."""
        due = self.search(
            [("state", "=", "running"), ("deadline", "<=", now), *domain],
            order="deadline, id",
            limit=limit,
        )
        if due:
            due._breach(now)
        return due

    def _measure_each(self, now):
        """As `_measure`, without those that can't be measured: one broken complaint
        must not spoil the others."""
        try:
            with self.env.cr.savepoint():
                return self._measure(now)
        except Exception as error:
            if is_outage(error):
                raise
            if len(self) == 1:
                _logger.exception("Clock %s can't be measured", self.id)
                return {}
        middle = len(self) // 2
        first, second = self[:middle], self[middle:]
        return {**first._measure_each(now), **second._measure_each(now)}

    def _breach(self, now):
        used = self._measure_each(now)
        for clock in self:
            hours = used.get(clock, clock.budget_hours)
            clock.write(
                {
                    "state": "breached",
                    "consumed_hours": hours,
                    "late_hours": max(hours - clock.budget_hours, 0),
                }
            )
