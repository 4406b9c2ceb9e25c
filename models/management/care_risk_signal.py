from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ...tools.risk_signal_sql import Threshold

REASONS = [
    ("retention_fallen", "Retention fallen"),
    ("orders_falling", "Orders falling"),
    ("gap_widening", "Gap widening"),
    ("silence", "Silence beyond the cadence"),
    ("complaint_open", "Open complaint"),
    ("complaint_repeated", "Repeated complaints"),
    ("low_rating", "Low rating"),
    ("competitor", "Competitor named"),
    ("sponsor_gone", "Sponsor or decision maker gone"),
    ("invoice_overdue", "Invoices overdue"),
    ("tier_fallen", "Tier fallen"),
    ("quadrant_fallen", "Quadrant fallen"),
    ("rising_star", "Rising star"),
]
KINDS = [("risk", "Risk"), ("chance", "Chance")]
CHANCES = ("rising_star",)
# threshold, number from which the level is high, days
DEFAULTS = {
    "retention_fallen": (30, 60, 120),
    "orders_falling": (30, 60, 90),
    "gap_widening": (1.5, 2.5, 14),
    "silence": (0, 30, 0),
    "complaint_open": (2, 3, 0),
    "complaint_repeated": (2, 3, 180),
    "low_rating": (2, 1, 180),
    "competitor": (1, 2, 0),
    "sponsor_gone": (1, 2, 0),
    "invoice_overdue": (0, 60, 14),
    "tier_fallen": (0, 0, 90),
    "quadrant_fallen": (0, 0, 90),
    "rising_star": (50, 100, 0),
}


class CareRiskSignal(models.Model):
    """What warns a company of a loss, from which threshold on, and what is done."""

    _name = "care.risk.signal"
    _description = "Warning Signal"
    _order = "policy_id, sequence, id"
    _rec_name = "code"

    policy_id = fields.Many2one(
        "care.policy", required=True, readonly=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="policy_id.company_id", store=True, index=True)
    code = fields.Selection(REASONS, string="Signal", required=True, readonly=True)
    kind = fields.Selection(KINDS, compute="_compute_kind")
    sequence = fields.Integer(default=10)
    active = fields.Boolean(
        default=True, help="Warnings of a signal that is off end with the next run."
    )
    threshold = fields.Float(digits=(16, 2), help="What raises the warning.")
    alarm = fields.Float(
        string="High from", digits=(16, 2), help="What makes its level high."
    )
    days = fields.Integer(help="How far back one looks, or how long one waits.")
    rule = fields.Text(compute="_compute_rule")
    plan_id = fields.Many2one(
        "mail.activity.plan",
        string="Playbook",
        domain=[("res_model", "=", "res.partner")],
        ondelete="set null",
        help="The activities that answer the warning.",
    )
    starts_plan = fields.Boolean(
        string="Start by Itself",
        default=True,
        help="Once warnings are switched on, the activities are created with the "
        "warning. Otherwise somebody starts the playbook by its button.",
    )
    only_key = fields.Boolean(
        string="Key Customers Only",
        default=True,
        help="The playbook starts by itself for key customers only. The warning is "
        "raised for all.",
    )
    open_count = fields.Integer(
        string="Open Warnings", compute="_compute_open_count", compute_sudo=False
    )

    _code_uniq = models.Constraint(
        "UNIQUE(policy_id, code)", "A company has each signal once."
    )

    @api.depends("code")
    def _compute_kind(self):
        for signal in self:
            signal.kind = "chance" if signal.code in CHANCES else "risk"

    @api.depends("code", "threshold", "alarm", "days")
    @api.depends_context("lang")
    def _compute_rule(self):
        for signal in self:
            tell = getattr(signal, f"_rule_{signal.code}", None)
            signal.rule = tell and tell(
                {
                    "threshold": f"{signal.threshold:g}",
                    "alarm": f"{signal.alarm:g}",
                    "days": signal.days,
                }
            )

    def _compute_open_count(self):
        groups = self.env["care.risk"]._read_group(
            [("company_id", "in", self.company_id.ids), ("state", "=", "open")],
            ["company_id", "reason"],
            ["__count"],
        )
        counts = {(company, reason): count for company, reason, count in groups}
        for signal in self:
            key = (signal.company_id, signal.code)
            signal.open_count = counts.get(key, 0)

    @api.constrains("threshold", "alarm", "days", "code")
    def _check_numbers(self):
        for signal in self:
            if min(signal.threshold, signal.alarm, signal.days) < 0:
                raise ValidationError(
                    self.env._("Thresholds and days are numbers of 0 or more.")
                )
            if signal.code in ("orders_falling", "retention_fallen") and not (
                0 < signal.threshold <= signal.alarm <= 100 and signal.days
            ):
                raise ValidationError(
                    self.env._(
                        "A fall is more than 0 and at most 100 percent, counts as high "
                        "from at least its threshold, and needs a number of days."
                    )
                )

    @api.model
    def _prepare_default_values(self, policy):
        """Values of the signals that a policy starts with."""
        values = []
        for number, (code, _label) in enumerate(REASONS, 1):
            threshold, alarm, days = DEFAULTS[code]
            plan = self.env.ref(
                f"crm_customer_care.mail_activity_plan_risk_{code}",
                raise_if_not_found=False,
            )
            values.append(
                {
                    "policy_id": policy.id,
                    "code": code,
                    "sequence": 10 * number,
                    "threshold": threshold,
                    "alarm": alarm,
                    "days": days,
                    "plan_id": plan and plan.id,
                    # stars are rarely key customers yet
                    "only_key": code not in CHANCES,
                }
            )
        return values

    def _get_threshold(self):
        """What the SQL of the signal needs to know."""
        return Threshold(
            company_id=self.company_id.id,
            today=self.policy_id._get_today(),
            threshold=self.threshold,
            alarm=self.alarm,
            days=self.days,
        )

    def action_open_risks(self):
        self.ensure_one()
        action = self.env["care.risk"]._get_list_action()
        return {
            **action,
            "name": self.display_name,
            "domain": [
                ("company_id", "=", self.company_id.id),
                ("reason", "=", self.code),
            ],
        }
