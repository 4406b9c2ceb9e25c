from odoo import fields, models

# what moves the moments at which levels act
MOVES = {"budget_hours", "carried_hours", "deadline", "met_at", "state"}


class CareComplaintClock(models.Model):
    """When the ladder acts next on a clock."""

    _inherit = "care.complaint.clock"

    escalate_at = fields.Datetime(string="Escalated at", readonly=True, copy=False)
    ladder_planned = fields.Boolean(readonly=True, copy=False)

    _escalate_idx = models.Index("(escalate_at, id) WHERE escalate_at IS NOT NULL")
    _unplanned_idx = models.Index(
        "(id) WHERE ladder_planned IS NOT TRUE AND met_at IS NULL"
    )

    def write(self, vals):
        if not MOVES.isdisjoint(vals):
            vals = {**vals, "ladder_planned": False}
        return super().write(vals)

    def _get_trigger(self):
        """What stands for this clock in the ledger of the ladder."""
        return f"{self.milestone}-{self.id}"

    def _is_climbing(self):
        """Whether the ladder may act on this clock."""
        return bool(
            self._filter_unmet()
            and self.state != "paused"
            and self.complaint_id.is_open
            and not self._is_paused()
        )

    def _get_rungs(self, levels):
        """Return {clock: [(moment, level)]}, the first moment first, of the levels that
        act on clocks which run or are late."""
        rungs = {clock: [] for clock in self}
        climbing = self.filtered(lambda clock: clock._is_climbing())
        groups = climbing.grouped(lambda c: (c.complaint_id.sla_id, c.on_elapsed))
        for (sla, on_elapsed), clocks in groups.items():
            policy = sla.browse() if on_elapsed else sla
            pairs = [
                (clock, level)
                for clock in clocks
                for level in levels._filter_clock(clock)
            ]
            plans = policy._plan(
                [
                    (
                        level._get_hours(clock.budget_hours) - clock.carried_hours,
                        clock._get_segments(),
                    )
                    for clock, level in pairs
                ]
            )
            for (clock, level), (moment, _elapsed) in zip(pairs, plans, strict=True):
                rungs[clock].append((moment, level))
        for steps in rungs.values():
            steps.sort(key=lambda step: (step[0], step[1].sequence, step[1].id))
        return rungs

    def _plan_ladder(self):
        """Note when the next level acts that has not acted yet."""
        clocks = self.exists()
        rungs = clocks._get_rungs(self.env["care.escalation.level"]._get_active())
        taken = self.env["care.escalation"]._get_taken(clocks)
        for clock in clocks:
            levels, is_stopped = taken[clock]
            last = max(
                (step for step in rungs[clock] if step[1] in levels),
                default=None,
                key=lambda step: (step[0], step[1].sequence, step[1].id),
            )
            steps = (
                rungs[clock][rungs[clock].index(last) + 1 :] if last else rungs[clock]
            )
            ahead = [moment for moment, level in steps if level not in levels]
            clock.write(
                {
                    "escalate_at": ahead[0] if ahead and not is_stopped else False,
                    "ladder_planned": True,
                }
            )


class CareComplaint(models.Model):
    _inherit = "care.complaint"

    def _resume(self, now):
        result = super()._resume(now)
        # sudo: clocks run by themselves
        self.sudo().clock_ids._filter_unmet().ladder_planned = False
        return result

    def _stop_clocks(self):
        result = super()._stop_clocks()
        # sudo: clocks run by themselves
        self.sudo().clock_ids.escalate_at = False
        return result
