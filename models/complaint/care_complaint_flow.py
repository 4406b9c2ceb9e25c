from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from .care_complaint import OPEN_STATES

STATES = [
    ("received", "Received"),
    ("acknowledged", "Acknowledged"),
    ("assessed", "Assessed"),
    ("investigating", "Investigating"),
    ("proposed", "Response Proposed"),
    ("communicated", "Response Communicated"),
    ("accepted", "Accepted"),
    ("options", "Not Accepted"),
    ("closed", "Closed"),
    ("cancelled", "Cancelled"),
]
# from where each step is taken
BEFORE = {
    "acknowledged": ("received",),
    "assessed": ("acknowledged",),
    "investigating": ("assessed", "options"),
    "proposed": ("assessed", "investigating", "options"),
    "communicated": ("proposed",),
    "accepted": ("communicated", "options"),
    "options": ("communicated",),
    "closed": ("accepted", "options"),
    "cancelled": OPEN_STATES,
}
STEPS = {
    "acknowledged": "action_acknowledge",
    "assessed": "action_assess",
    "investigating": "action_investigate",
    "proposed": "action_propose",
    "communicated": "action_communicate",
    "accepted": "action_accept",
    "options": "action_refuse",
    "closed": "action_close",
    "cancelled": "action_cancel",
}
# no call from outside can put this into its context
STEP = object()


class CareComplaint(models.Model):
    """The way of a complaint from the customer's word to the customer's answer."""

    _inherit = "care.complaint"

    state = fields.Selection(
        STATES,
        required=True,
        default="received",
        copy=False,
        index=True,
        tracking=True,
        group_expand="_group_expand_state",
    )
    is_open = fields.Boolean(compute="_compute_is_open", search="_search_is_open")
    cycle = fields.Integer(
        string="Round",
        default=1,
        readonly=True,
        copy=False,
        aggregator="max",
        help="1 at first, one more each time it is opened again.",
    )
    apology_note = fields.Text(
        string="Empathy and Apology",
        copy=False,
        help="What we said to the customer before the matter itself is argued.",
    )
    assessment = fields.Text(
        copy=False, help="How grave it is, for whom, and whether it may happen again."
    )
    cause_id = fields.Many2one(
        "care.complaint.cause",
        index="btree_not_null",
        ondelete="restrict",
        tracking=True,
    )
    proposal = fields.Text(
        string="Proposed Response",
        copy=False,
        help="What we offer to the customer, and why.",
    )
    remedy = fields.Text(copy=False, help="What the customer got in the end.")
    customer_answer = fields.Selection(
        [
            ("accepted", "Accepts"),
            ("refused", "Does not accept"),
            ("none", "Gave no answer though asked"),
        ],
        copy=False,
        tracking=True,
    )
    answer_note = fields.Text(string="The Customer Says", copy=False)
    outcome = fields.Selection(
        [
            ("win_win", "Both sides win"),
            ("goodwill", "We gave way"),
            ("principle", "We stood on principle"),
        ],
        copy=False,
        help="What kind of solution it was.",
    )
    closed_date = fields.Datetime(string="Closed on", readonly=True, copy=False)

    @api.model
    def _group_expand_state(self, _states, _domain):
        return [state for state, _label in STATES if state in OPEN_STATES]

    @api.depends("state")
    def _compute_is_open(self):
        for complaint in self:
            complaint.is_open = complaint.state in OPEN_STATES

    def _search_is_open(self, operator, value):
        if operator != "in":
            return NotImplemented
        return [("state", "in" if True in value else "not in", OPEN_STATES)]

    # steps
    def action_acknowledge(self):
        """Tell that the customer knows that we heard: apology first."""
        for complaint in self:
            if complaint.kind == "complaint" and not _has_text(complaint.apology_note):
                raise UserError(
                    self.env._(
                        "Before the matter comes the person: write down how you showed "
                        "understanding and apologised, then acknowledge."
                    )
                )
        self._take_step("acknowledged")
        self._meet_clock("acknowledge")

    def action_assess(self):
        self._take_step("assessed")

    def action_investigate(self):
        self._take_step("investigating")

    def action_propose(self):
        for complaint in self:
            if not _has_text(complaint.proposal):
                raise UserError(
                    self.env._(
                        "Write down what we propose to the customer, then go on."
                    )
                )
        self._take_step("proposed")

    def action_communicate(self):
        """Tell that the customer knows what we propose."""
        self._check_compensations()
        self._take_step("communicated")

    def action_accept(self):
        self._take_step("accepted", customer_answer="accepted")

    def action_refuse(self):
        self._take_step("options", customer_answer="refused")

    def action_close(self):
        for complaint in self:
            complaint._check_step("closed")
            missing = complaint._get_missing_for_close()
            if missing:
                raise UserError(
                    self.env._(
                        "%(complaint)s can be closed as soon as this is there: "
                        "%(missing)s.",
                        complaint=complaint.display_name,
                        missing=", ".join(missing),
                    )
                )
        self._check_compensations()
        self._take_step("closed", closed_date=fields.Datetime.now())
        self._meet_clock("resolve")
        self._stop_clocks()

    def action_cancel(self):
        """End complaints that were none, as those entered twice."""
        self._take_step("cancelled", closed_date=fields.Datetime.now())
        self._stop_clocks()

    def action_reopen(self):
        """Take up again what was closed or cancelled, in a new round."""
        for complaint in self:
            if complaint.is_open:
                raise UserError(
                    self.env._(
                        "%(complaint)s is still open.", complaint=complaint.display_name
                    )
                )
        for complaint in self:
            complaint._write_state(
                "investigating" if complaint.kind == "complaint" else "acknowledged",
                cycle=complaint.cycle + 1,
                closed_date=False,
                customer_answer=False,
            )
        self._reopen_clocks()

    def _take_step(self, state, **vals):
        for complaint in self:
            complaint._check_step(state)
        self._write_state(state, **vals)

    def _check_step(self, state):
        """Raise UserError with what to do next unless a step can be taken now."""
        before = BEFORE[state]
        if self.kind != "complaint" and self.is_open:
            # nobody argues about praise
            return
        if self.state in before:
            return
        labels = dict(self._fields["state"]._description_selection(self.env))
        if not self.is_open:
            raise UserError(
                self.env._(
                    "%(complaint)s has ended (%(state)s). Open it again first.",
                    complaint=self.display_name,
                    state=labels[self.state],
                )
            )
        raise UserError(
            self.env._(
                "%(complaint)s is at the step “%(state)s”. “%(step)s” comes after: "
                "%(before)s.",
                complaint=self.display_name,
                state=labels[self.state],
                step=labels[state],
                before=", ".join(labels[name] for name in before),
            )
        )

    def _get_missing_for_close(self):
        """What is missing before this complaint can be closed."""
        if self.kind != "complaint":
            return []
        missing = []
        if not self.cause_id:
            missing.append(self.env._("the cause"))
        if not _has_text(self.remedy):
            missing.append(self.env._("the remedy that the customer got"))
        if not self.customer_answer:
            missing.append(self.env._("the customer's answer"))
        return missing

    # who may write the state
    def _write_state(self, state, **vals):
        steps = self.with_context(care_complaint_step=STEP)
        steps.write({"state": state, **vals})

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su and not self._may_decide():
            for vals in vals_list:
                if vals.get("state", "received") != "received":
                    raise AccessError(
                        self.env._(
                            "A new complaint is received first. Managers may enter "
                            "complaints of the past with the state that they had."
                        )
                    )
        return super().create(vals_list)

    def write(self, vals):
        if "state" not in vals or self.env.context.get("care_complaint_step") is STEP:
            return super().write(vals)
        vals = dict(vals)
        state = vals.pop("state")
        result = super().write(vals) if vals else True
        # a card dragged to a column takes the step, with all that it asks for
        moved = self.filtered(lambda complaint: complaint.state != state)
        if moved and state in STEPS:
            getattr(moved, STEPS[state])()
        elif moved:
            raise UserError(
                self.env._(
                    "A complaint doesn't go back to “Received”. Open it again once it "
                    "is closed."
                )
            )
        return result

    def _may_decide(self):
        return self.env.user.has_group("crm_customer_care.group_manager")


def _has_text(text):
    return bool((text or "").strip())
