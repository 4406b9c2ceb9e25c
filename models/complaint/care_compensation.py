from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

MANAGER = "crm_customer_care.group_manager"
CONTENT = {"amount", "currency_id", "kind", "complaint_id"}
# no call from outside can put this into its context
DECISION = object()


class CareCompensation(models.Model):
    """What a customer gets for its trouble; much of it needs a manager's consent."""

    _name = "care.compensation"
    _description = "Compensation"
    _inherit = ["care.complaint.line"]
    _order = "complaint_id, id"

    name = fields.Char(string="Description")
    kind = fields.Selection(
        [
            ("refund", "Refund"),
            ("discount", "Discount"),
            ("replacement", "Replacement"),
            ("repair", "Repair"),
            ("service", "Service Free of Charge"),
            ("gift", "Gift"),
            ("other", "Other"),
        ],
        required=True,
        default="refund",
    )
    amount = fields.Monetary(help="What it costs us.")
    currency_id = fields.Many2one(
        "res.currency",
        required=True,
        default=lambda self: self.env.company.currency_id,
    )
    state = fields.Selection(
        [
            ("waiting", "Waiting for Approval"),
            ("approved", "Approved"),
            ("refused", "Refused"),
            ("given", "Settled"),
        ],
        required=True,
        default="waiting",
        readonly=True,
        copy=False,
        index=True,
    )
    user_id = fields.Many2one(
        "res.users",
        string="Proposed by",
        readonly=True,
        default=lambda self: self.env.user,
    )
    approver_id = fields.Many2one(
        "res.users", string="Decided by", readonly=True, copy=False
    )
    decision_date = fields.Datetime(string="Decided on", readonly=True, copy=False)

    _check_amount = models.Constraint(
        "CHECK(amount >= 0)", "A compensation can't cost less than nothing."
    )

    @api.depends("kind", "name", "amount", "currency_id")
    def _compute_display_name(self):
        kinds = dict(self._fields["kind"]._description_selection(self.env))
        for compensation in self:
            what = compensation.name or kinds.get(compensation.kind)
            amount = compensation.currency_id.format(compensation.amount or 0)
            compensation.display_name = f"{what} ({amount})"

    @api.model_create_multi
    def create(self, vals_list):
        own = {"state", "approver_id", "decision_date", "user_id"}
        if not self.env.su:
            # who decided is never typed in
            vals_list = [
                {name: value for name, value in vals.items() if name not in own}
                for vals in vals_list
            ]
        compensations = super().create(vals_list)
        compensations._decide_by_limit()
        return compensations

    def write(self, vals):
        decided = {"state", "approver_id", "decision_date", "user_id"}
        if (
            not decided.isdisjoint(vals)
            and not self.env.su
            and self.env.context.get("care_compensation_decision") is not DECISION
        ):
            raise AccessError(
                self.env._("Compensations are approved or refused by a manager.")
            )
        changed = self.filtered(
            lambda c: any(
                c._fields[name].convert_to_write(c[name], c) != vals[name]
                for name in CONTENT.intersection(vals)
            )
        )
        if any(compensation.state == "given" for compensation in changed):
            raise UserError(
                self.env._("What the customer has got is not changed: add another one.")
            )
        result = super().write(vals)
        if changed:
            changed._write_decision("waiting", approver_id=False, decision_date=False)
            changed._decide_by_limit()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_given(self):
        if any(compensation.state == "given" for compensation in self):
            raise UserError(
                self.env._("What the customer has got stays on record: refuse others.")
            )

    def _write_decision(self, state, **vals):
        decision = self.with_context(care_compensation_decision=DECISION)
        decision.write({"state": state, **vals})

    def _get_limit(self):
        """How much the user may give for one complaint, in the company's currency;
        None without a limit."""
        user = self.env.user
        if user.has_group(MANAGER):
            return None
        policy = self.env["care.policy"]._get(self.company_id)
        # sudo: the user may know the own limit, not set it
        return user.sudo().care_compensation_limit or policy.compensation_limit

    def _get_company_amount(self):
        company = self.company_id
        day = (self.create_date or fields.Datetime.now()).date()
        return self.currency_id._convert(
            self.amount, company.currency_id, company, day, round=False
        )

    def _decide_by_limit(self):
        """Approve what lies within the user's limit, and ask a manager for the rest.

        All compensations of one complaint count together: splitting helps nobody.
        """
        for compensation in self.filtered(lambda c: c.state == "waiting"):
            limit = compensation._get_limit()
            given = compensation.complaint_id.compensation_ids.filtered(
                lambda c: c.state != "refused"
            )
            total = sum(other._get_company_amount() for other in given)
            currency = compensation.company_id.currency_id
            if limit is None or currency.compare_amounts(total, limit) <= 0:
                compensation._decide("approved")
            else:
                compensation._ask_manager()

    def _decide(self, state):
        self._write_decision(
            state, approver_id=self.env.uid, decision_date=fields.Datetime.now()
        )

    def _ask_manager(self):
        """Let a manager know that a decision is due."""
        complaint = self.complaint_id
        approver = complaint._get_approver()
        if approver:
            # sudo: the approver may be somebody to whom the user assigns nothing else
            complaint.sudo().activity_schedule(
                "crm_customer_care.mail_activity_type_compensation",
                summary=self.display_name,
                user_id=approver.id,
            )

    # decisions
    def action_approve(self):
        self._check_decision()
        self._decide("approved")
        self._end_request()

    def action_refuse(self):
        self._check_decision()
        self._decide("refused")
        self._end_request()

    def action_give(self):
        """The customer has got it."""
        for compensation in self:
            if compensation.state != "approved":
                raise UserError(
                    self.env._(
                        "%(compensation)s: only what is approved can be given.",
                        compensation=compensation.display_name,
                    )
                )
        self.check_access("write")
        self._write_decision("given")

    def _check_decision(self):
        if not self.env.user.has_group(MANAGER):
            raise AccessError(
                self.env._("Compensations are approved or refused by a manager.")
            )
        if any(compensation.state != "waiting" for compensation in self):
            raise UserError(self.env._("This compensation is decided already."))

    def _end_request(self):
        complaints = self.complaint_id.filtered(
            lambda c: "waiting" not in c.compensation_ids.mapped("state")
        )
        # sudo: whoever was asked, it is decided
        complaints.sudo().activity_unlink(
            ["crm_customer_care.mail_activity_type_compensation"]
        )
