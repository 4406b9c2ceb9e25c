from odoo import api, fields, models
from odoo.exceptions import UserError


class CarePlan(models.Model):
    """What we want to reach with a customer in some months, and how: plan, do, check,
    act."""

    _name = "care.plan"
    _description = "Account Plan"
    _inherit = ["mail.thread", "mail.activity.mixin", "care.customer.record"]
    _order = "date_to desc, id desc"
    _check_company_auto = True

    name = fields.Char(string="Plan", required=True)
    partner_id = fields.Many2one(
        "res.partner",
        string="Customer",
        required=True,
        index=True,
        ondelete="cascade",
        check_company=True,
        tracking=True,
    )
    company_id = fields.Many2one(
        "res.company",
        required=True,
        index=True,
        default=lambda self: self.env.company,
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    user_id = fields.Many2one(
        "res.users",
        string="Responsible",
        compute="_compute_user_id",
        store=True,
        readonly=False,
        precompute=True,
        index=True,
        domain=[("share", "=", False)],
        tracking=True,
    )
    date_from = fields.Date(
        string="From", required=True, default=fields.Date.context_today
    )
    date_to = fields.Date(string="To", required=True)
    state = fields.Selection(
        [
            ("draft", "Draft"),
            ("active", "Under Way"),
            ("done", "Done"),
            ("cancelled", "Cancelled"),
        ],
        required=True,
        readonly=True,
        default="draft",
        copy=False,
        index=True,
        tracking=True,
        group_expand=True,
    )
    situation = fields.Text(help="Where we stand, and what is in the way.")
    lesson = fields.Text(
        string="What We Learnt",
        copy=False,
        help="What the check showed, and what we do otherwise from now on.",
    )
    step_ids = fields.One2many("care.plan.step", "plan_id", string="Steps", copy=True)
    step_count = fields.Integer(string="Number of Steps", compute="_compute_progress")
    progress = fields.Float(string="Steps Done", compute="_compute_progress")
    next_date = fields.Date(string="Next Step", compute="_compute_progress")
    next_phase = fields.Char(string="Phase", compute="_compute_progress")

    _check_period = models.Constraint(
        "CHECK(date_from <= date_to)", "A plan ends after it begins."
    )

    @api.depends("partner_id")
    def _compute_user_id(self):
        for plan in self:
            owner = plan.partner_id.user_id or plan.profile_id.user_id
            plan.user_id = plan.user_id or owner or self.env.user

    @api.depends("step_ids.state", "step_ids.date_deadline", "step_ids.phase")
    @api.depends_context("lang")
    def _compute_progress(self):
        phases = dict(
            self.env["care.plan.step"]._fields["phase"]._description_selection(self.env)
        )
        for plan in self:
            steps = plan.step_ids.filtered(lambda step: step.state != "cancelled")
            todo = steps.filtered(lambda step: step.state == "todo")
            ahead = todo.sorted(lambda step: (step.date_deadline, step.id))[:1]
            plan.step_count = len(steps)
            plan.progress = 100 * (1 - len(todo) / len(steps)) if steps else 0.0
            plan.next_date = ahead.date_deadline
            plan.next_phase = phases.get(ahead.phase, False)

    @api.model_create_multi
    def create(self, vals_list):
        plans = super().create(vals_list)
        plans._check_own_customers("partner_id")
        return plans

    def write(self, vals):
        result = super().write(vals)
        if not {"partner_id", "company_id"}.isdisjoint(vals):
            self._check_own_customers("partner_id")
        return result

    def copy_data(self, default=None):
        vals_list = super().copy_data(default)
        if "name" not in (default or {}):
            for plan, vals in zip(self, vals_list, strict=True):
                vals["name"] = self.env._("%(name)s (copy)", name=plan.name)
        return vals_list

    # what becomes of it
    def action_start(self):
        """Let plans run: each open step becomes an activity."""
        for plan in self:
            if not plan.step_ids:
                raise UserError(
                    self.env._(
                        "%(plan)s has no steps yet: say who does what until when.",
                        plan=plan.name,
                    )
                )
        self.state = "active"
        self.step_ids._plan_activities()
        return True

    def action_done(self):
        """End plans whose steps are done, and ask for what was learnt."""
        for plan in self:
            if plan.step_ids.filtered(lambda step: step.state == "todo"):
                raise UserError(
                    self.env._(
                        "%(plan)s still has open steps: finish or cancel them first.",
                        plan=plan.name,
                    )
                )
            if not (plan.lesson or "").strip():
                raise UserError(
                    self.env._(
                        "%(plan)s: write down what was learnt; the next plan begins "
                        "there.",
                        plan=plan.name,
                    )
                )
        self.state = "done"
        return True

    def action_cancel(self):
        """Give plans up; their open steps go."""
        todo = self.step_ids.filtered(lambda step: step.state == "todo")
        todo.action_cancel()
        self.state = "cancelled"
        return True

    def action_draft(self):
        self.state = "draft"
        self.step_ids._drop_activities()
        return True
