from odoo import api, fields, models
from odoo.exceptions import UserError

PHASES = [("plan", "Plan"), ("do", "Do"), ("check", "Check"), ("act", "Act")]


class CarePlanStep(models.Model):
    """Who does what until when; while the plan runs, an activity of its own."""

    _name = "care.plan.step"
    _description = "Step of an Account Plan"
    _inherit = ["care.profile.link"]
    _order = "date_deadline, id"
    # whoever names an activity here would have it moved and deleted
    _care_noted = frozenset({"activity_id", "is_planned"})

    plan_id = fields.Many2one(
        "care.plan", required=True, index=True, ondelete="cascade"
    )
    partner_id = fields.Many2one(related="plan_id.partner_id", store=True, index=True)
    company_id = fields.Many2one(related="plan_id.company_id", store=True, index=True)
    plan_state = fields.Selection(related="plan_id.state", string="Plan Is")
    name = fields.Char(string="Step", required=True)
    phase = fields.Selection(PHASES, required=True, default="do", group_expand=True)
    date_deadline = fields.Date(string="Until", required=True, index=True)
    user_id = fields.Many2one(
        "res.users",
        string="By",
        compute="_compute_user_id",
        store=True,
        readonly=False,
        precompute=True,
        index=True,
        domain=[("share", "=", False)],
    )
    state = fields.Selection(
        [("todo", "To Do"), ("done", "Done"), ("cancelled", "Cancelled")],
        required=True,
        readonly=True,
        default="todo",
        copy=False,
        index=True,
    )
    done_date = fields.Date(string="Done on", readonly=True, copy=False)
    result = fields.Text(copy=False)
    activity_id = fields.Many2one(
        "mail.activity",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="set null",
    )
    is_planned = fields.Boolean(readonly=True, copy=False)

    @api.depends("plan_id.user_id")
    def _compute_user_id(self):
        for step in self:
            step.user_id = step.user_id or step.plan_id.user_id

    @api.model_create_multi
    def create(self, vals_list):
        self._check_plans(vals_list)
        steps = super().create(vals_list)
        steps.filtered(lambda step: step.plan_id.state == "active")._plan_activities()
        return steps

    def write(self, vals):
        if "plan_id" in vals:
            self._check_plans([vals])
        result = super().write(vals)
        if not {"name", "date_deadline", "user_id"}.isdisjoint(vals):
            self._move_activities()
        return result

    def unlink(self):
        self._drop_activities()
        return super().unlink()

    def _check_plans(self, vals_list):
        """Refuse plans that the user may not change: a step of his own would open one
        to him."""
        given = self.env.context.get("default_plan_id")
        plan_ids = {vals.get("plan_id", given) for vals in vals_list} - {None, False}
        self.env["care.plan"].browse(plan_ids).check_access("write")

    # activities
    def _plan_activities(self):
        """Give each open step its activity, once: one deleted by hand stays away."""
        for step in self.filtered(lambda s: s.state == "todo" and not s.is_planned):
            activity = step.plan_id.activity_schedule(
                "mail.mail_activity_data_todo", **step._prepare_activity_values()
            )
            # sudo: what becomes of the activity is noted by the system
            step.sudo().write({"activity_id": activity.id, "is_planned": True})

    def _prepare_activity_values(self):
        self.ensure_one()
        user = self.user_id or self.plan_id.user_id or self.env.user
        return {
            "summary": self.name,
            "date_deadline": self.date_deadline,
            "user_id": user.id,
            "automated": True,
        }

    def _get_activities(self):
        # sudo: the activity belongs to the step, whoever has it
        return self.sudo().activity_id.filtered("active")

    def _move_activities(self):
        if self.env.context.get("care_plan_step"):
            return
        for step in self:
            activity = step._get_activities().with_context(care_plan_step=True)
            if activity:
                activity.write(step._prepare_activity_values())

    def _drop_activities(self):
        activities = self._get_activities()
        # sudo: so that starting the plan again plans anew
        self.sudo().is_planned = False
        activities.with_context(care_plan_step=True).unlink()

    # what becomes of it
    def action_done(self):
        """Mark steps as done; their activities are done with them."""
        todo = self.filtered(lambda step: step.state == "todo")
        if todo.plan_id.filtered(lambda plan: plan.state != "active"):
            raise UserError(
                self.env._("Start the plan first: its steps wait for that.")
            )
        todo._finish()
        activities = todo._get_activities().with_context(care_plan_step=True)
        for step in todo:
            # sudo: the activity belongs to the step, whoever has it
            own = activities & step.sudo().activity_id
            if own:
                own.action_feedback(feedback=step.result or False)
        return True

    def _finish(self, result=False):
        today = fields.Date.context_today(self)
        for step in self:
            vals = {"state": "done", "done_date": today}
            if result and not step.result:
                vals["result"] = result
            step.write(vals)

    def action_cancel(self):
        """Leave steps out."""
        todo = self.filtered(lambda step: step.state == "todo")
        todo.state = "cancelled"
        todo._drop_activities()
        return True

    def action_reopen(self):
        """Take steps up again."""
        self.write({"state": "todo", "done_date": False})
        # sudo: a new activity for a new attempt
        self.sudo().is_planned = False
        active = self.filtered(lambda step: step.plan_id.state == "active")
        active._plan_activities()
        return True

    def action_open_plan(self):
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": "care.plan",
            "res_id": self.plan_id.id,
            "view_mode": "form",
        }
