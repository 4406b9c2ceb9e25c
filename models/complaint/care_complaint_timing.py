from odoo import api, fields, models
from odoo.exceptions import UserError

from .care_complaint_clock import GOING
from .care_complaint_pause import REASONS

FIRST = ("acknowledge", "first_response", "resolve")
# what moves the budgets
POLICY = {"severity", "cause_id", "kind", "tier_id"}


class CareComplaint(models.Model):
    """The clocks of a complaint."""

    _inherit = "care.complaint"

    sla_id = fields.Many2one(
        "care.sla",
        string="Complaint Policy",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="set null",
    )
    clock_ids = fields.One2many(
        "care.complaint.clock", "complaint_id", string="Clocks", readonly=True
    )
    pause_ids = fields.One2many(
        "care.complaint.pause", "complaint_id", string="Pauses", readonly=True
    )
    next_clock_id = fields.Many2one(
        "care.complaint.clock",
        string="Next Milestone",
        compute="_compute_deadline",
        store=True,
        ondelete="set null",
    )
    deadline = fields.Datetime(compute="_compute_deadline", store=True, index=True)
    waiting_for = fields.Selection(REASONS, compute="_compute_waiting_for", store=True)

    @api.depends("state", "clock_ids.state", "clock_ids.deadline", "clock_ids.met_at")
    def _compute_deadline(self):
        for complaint in self:
            clocks = complaint.clock_ids._filter_unmet() if complaint.is_open else None
            first = (
                clocks
                and clocks.sorted(
                    lambda c: (not c.deadline, c.deadline or c.start, c.id)
                )[:1]
            )
            complaint.next_clock_id = first
            complaint.deadline = first and first.deadline

    @api.depends("pause_ids.stop", "pause_ids.reason")
    def _compute_waiting_for(self):
        for complaint in self:
            pause = complaint.pause_ids.filtered(lambda pause: not pause.stop)
            complaint.waiting_for = pause[:1].reason

    # beginning
    def _start(self):
        result = super()._start()
        self._start_clocks()
        return result

    def _start_clocks(self):
        """Match the policy, and start the clocks that have not run yet."""
        # sudo: clocks run by themselves
        complaints = self.sudo().filtered(
            lambda c: c.is_open and c.kind == "complaint" and not c.clock_ids
        )
        complaints._match_policy()
        vals_list = [
            complaint._prepare_clock_values(milestone, complaint.received_date)
            for complaint in complaints
            for milestone in FIRST
        ]
        complaints._create_clocks(vals_list)

    def _match_policy(self):
        slas = self.env["care.sla"]
        groups = self.grouped(lambda c: (c.company_id, c.tier_id, c.cause_id))
        for (company, tier, cause), complaints in groups.items():
            complaints.sla_id = slas._match(company, tier, cause)

    def _prepare_clock_values(self, milestone, start, carried=0.0):
        """Values of a clock; without a budget in the policy there is none."""
        budget = self.sla_id._get_budget(milestone, self.severity)
        waits = self.waiting_for and milestone != "acknowledge"
        return budget and {
            "complaint_id": self.id,
            "milestone": milestone,
            "cycle": self.cycle,
            "state": "paused" if waits else "running",
            "start": start,
            "counted_from": start,
            "budget_hours": budget,
            "carried_hours": carried,
            "consumed_hours": carried,
        }

    def _create_clocks(self, vals_list):
        # sudo: clocks run by themselves
        clocks = self.env["care.complaint.clock"].sudo()
        clocks = clocks.create([vals for vals in vals_list if vals])
        clocks._set_deadlines()
        return clocks

    def _get_going_clocks(self, *milestones):
        # sudo: clocks run by themselves
        return self.sudo().clock_ids.filtered(
            lambda c: c.state in GOING and (not milestones or c.milestone in milestones)
        )

    def _settle_due(self, now):
        """Clocks whose deadline has passed are late, whatever comes next."""
        # sudo: clocks run by themselves
        clocks = self.env["care.complaint.clock"].sudo()
        clocks._mark_due(now, domain=[("complaint_id", "in", self.ids)])

    # events
    def _meet_clock(self, milestone, when=None, source=None):
        """A milestone was reached: end its clocks that began before."""
        when = when or fields.Datetime.now()
        # sudo: clocks run by themselves
        clocks = self.sudo().clock_ids._filter_unmet()
        clocks.filtered(lambda c: c.milestone == milestone and c.start <= when)._meet(
            when, source
        )

    def _stop_clocks(self):
        """The complaint has ended: nothing waits or runs any more."""
        now = fields.Datetime.now()
        self._settle_due(now)
        self._get_going_clocks()._cancel(now)
        # sudo: pauses are not written by hand
        self.sudo().pause_ids.filtered(lambda pause: not pause.stop).stop = now

    def _reopen_clocks(self):
        """Go on with what is left, at least with the hours that the policy leaves."""
        now = fields.Datetime.now()
        # sudo: clocks run by themselves
        complaints = self.sudo().filtered(lambda c: c.kind == "complaint")
        complaints._match_policy()
        vals_list = []
        for complaint in complaints:
            for milestone in FIRST:
                last = complaint._get_last_clock(milestone)
                if milestone == "resolve" or last.state == "cancelled":
                    vals = complaint._prepare_clock_values(
                        milestone, now, last.consumed_hours
                    )
                    least = last.consumed_hours + complaint.sla_id.reopen_min_hours
                    if vals and milestone == "resolve":
                        vals["budget_hours"] = max(vals["budget_hours"], least)
                    vals_list.append(vals)
        complaints._create_clocks(vals_list)

    def _get_last_clock(self, milestone):
        clocks = self.clock_ids.filtered(lambda c: c.milestone == milestone)
        return clocks.sorted(lambda c: (c.cycle, c.start, c.id))[-1:]

    def _restart_clocks(self):
        """The policy, tier or severity has changed: new budgets, what is used stays."""
        now = fields.Datetime.now()
        # sudo: clocks run by themselves
        complaints = self.sudo().filtered("is_open")
        others = complaints.filtered(lambda c: c.kind != "complaint")
        others._stop_clocks()
        complaints -= others
        complaints._settle_due(now)
        clocks = complaints._get_going_clocks()
        # measured by the policy that was valid until now
        used = clocks._measure(now)
        complaints._match_policy()
        clocks._count_anew(now, used)
        complaints._start_clocks()

    def write(self, vals):
        changed = self.filtered(
            lambda c: any(
                c[name].id != vals[name]
                if name.endswith("_id")
                else c[name] != vals[name]
                for name in POLICY.intersection(vals)
            )
        )
        result = super().write(vals)
        changed._restart_clocks()
        return result

    # pauses
    def action_pause(self, reason=None):
        """Stop the clocks while we wait: all but the one of acknowledgement.

        :param reason: `customer` or `third_party`
        """
        reason = reason or self.env.context.get("care_pause_reason")
        if reason not in [code for code, _label in REASONS]:
            raise UserError(
                self.env._("Choose for whom we wait: the customer or a third party.")
            )
        now = fields.Datetime.now()
        self.check_access("write")
        for complaint in self:
            complaint._check_pause()
        self._settle_due(now)
        # sudo: pauses are not written by hand
        self.env["care.complaint.pause"].sudo().create(
            [
                {"complaint_id": complaint.id, "reason": reason, "start": now}
                for complaint in self
            ]
        )
        clocks = self._get_going_clocks()
        clocks.filtered(lambda c: c.milestone != "acknowledge")._pause(now)

    def _check_pause(self):
        if not self.is_open:
            raise UserError(
                self.env._(
                    "%(complaint)s has ended: nothing is left to wait for.",
                    complaint=self.display_name,
                )
            )
        if self.waiting_for:
            raise UserError(
                self.env._(
                    "%(complaint)s is waiting already. Go on first, then wait for "
                    "somebody else.",
                    complaint=self.display_name,
                )
            )

    def action_resume(self):
        """Let the clocks go on with what they have left."""
        now = fields.Datetime.now()
        self.check_access("write")
        for complaint in self:
            if not complaint.waiting_for:
                raise UserError(
                    self.env._(
                        "%(complaint)s is not waiting.",
                        complaint=complaint.display_name,
                    )
                )
        self._resume(now)

    def _resume(self, now):
        # sudo: pauses are not written by hand
        self.sudo().pause_ids.filtered(lambda pause: not pause.stop).stop = now
        paused = self._get_going_clocks().filtered(lambda c: c.state == "paused")
        paused._resume()
