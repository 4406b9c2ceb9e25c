from datetime import timedelta

from odoo import api, fields, models

from .care_sla_worktime import seconds

# working times that are sent along, so that the browser counts on by itself
SPANS = 60
AHEAD = timedelta(days=45)


class CareComplaintClock(models.Model):
    """What the browser needs to show a clock that runs."""

    _inherit = "care.complaint.clock"

    timer = fields.Json(string="Remaining Time", compute="_compute_timer")

    @api.depends(
        "state", "deadline", "met_at", "consumed_hours", "budget_hours", "counted_from"
    )
    def _compute_timer(self):
        now = fields.Datetime.now()
        # sudo: how long a clock runs is told to who may read the clock
        going = self._filter_unmet().sudo()
        used = going._measure(now)
        spans = going._get_spans(now)
        labels = dict(self._fields["milestone"]._description_selection(self.env))
        for clock in self:
            clock.timer = {
                "milestone": labels[clock.milestone],
                "state": clock.state,
                "open": clock in going,
                "budget": round(clock.budget_hours * 3600),
                "used": round(used.get(clock, clock.consumed_hours) * 3600),
                "deadline": clock.deadline and seconds(clock.deadline),
                "elapsed": clock.on_elapsed,
                "now": seconds(now),
                "spans": spans.get(clock, []),
            }

    def _get_spans(self, now):
        """Return {clock: the times in which it will run} of those that run."""
        spans = {}
        running = self.filtered(lambda c: c.state != "paused" and not c._is_paused())
        groups = running.grouped(lambda c: (c.complaint_id.sla_id, c.on_elapsed))
        for (sla, on_elapsed), clocks in groups.items():
            policy = sla.browse() if on_elapsed else sla
            time = policy._get_work_time(now, now + AHEAD)
            ahead = time.spans_after(seconds(now), SPANS)
            spans.update(dict.fromkeys(clocks, ahead))
        return spans

    def _is_paused(self):
        """Whether the complaint waits for somebody, and this clock with it."""
        return self.milestone != "acknowledge" and bool(self.complaint_id.waiting_for)


class CareComplaint(models.Model):
    _inherit = "care.complaint"

    timer = fields.Json(
        string="Remaining Time",
        compute="_compute_timer",
        help="Working time that is left for the next milestone.",
    )

    @api.depends("next_clock_id.timer")
    def _compute_timer(self):
        for complaint in self:
            complaint.timer = complaint.next_clock_id.timer or False
