from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL


class CarePlaybook(models.AbstractModel):
    """What happens with a customer, and the plan of activities that answers it, once.

    A model that inherits this one has `partner_id` (a customer), `company_id` and
    `user_id`, who acts.
    """

    _name = "care.playbook"
    _description = "Answered by a Plan of Activities"
    _inherit = ["care.ledger", "care.profile.link"]
    # whoever names activities here would have them deleted
    _care_noted = frozenset({"plan_date", "step_ids"})

    plan_id = fields.Many2one(
        "mail.activity.plan",
        string="Playbook",
        domain=[("res_model", "=", "res.partner")],
        index="btree_not_null",
        ondelete="set null",
        help="The activities that answer it.",
    )
    plan_date = fields.Date(string="Plan Started on", readonly=True, copy=False)
    step_ids = fields.Many2many(
        "mail.activity",
        string="Steps",
        readonly=True,
        copy=False,
        context={"active_test": False},
    )
    # sudo: what comes next is the same for all who see the record
    next_activity_id = fields.Many2one(
        "mail.activity", compute="_compute_next_activity", compute_sudo=True
    )
    next_step = fields.Char(compute="_compute_next_activity", compute_sudo=True)
    # sudo: as for the next activity
    next_step_date = fields.Date(
        string="Next Step on", compute="_compute_next_activity", compute_sudo=True
    )

    @api.depends("step_ids.active", "step_ids.date_deadline")
    def _compute_next_activity(self):
        for record in self:
            left = record.step_ids.filtered("active")
            first = left.sorted(lambda one: (one.date_deadline, one.id))[:1]
            record.next_activity_id = first
            record.next_step = first.summary or first.activity_type_id.name
            record.next_step_date = first.date_deadline

    def action_start_playbook(self):
        """Create the activities of the plans, for who is in charge."""
        self.check_access("write")
        for record in self:
            record._check_playbook()
        # sudo: the plan of a warning is started by whoever looks after the customer
        self.sudo()._start_playbook()
        return True

    def _check_playbook(self):
        if self.plan_date:
            raise UserError(
                self.env._(
                    "%(customer)s: the plan is running already, since %(day)s.",
                    customer=self.partner_id.display_name,
                    day=fields.Date.to_string(self.plan_date),
                )
            )
        if not self.plan_id:
            raise UserError(
                self.env._(
                    "%(customer)s: choose a playbook first.",
                    customer=self.partner_id.display_name,
                )
            )

    def _start_playbook(self):
        """Create the activities of those whose plan has not been started; return them.

        Raises SerializationFailure where somebody else has just started one of them.
        """
        self.flush_recordset()
        rows = self._lock().filtered(lambda row: row.plan_id and not row.plan_date)
        lines = [(row, line) for row in rows for line in row.plan_id.template_ids]
        values = [row._prepare_step_values(line) for row, line in lines]
        activities = self.env["mail.activity"]._create_by_job(values)
        pairs = [
            (row.id, activity_id)
            for (row, _line), activity_id in zip(lines, activities.ids, strict=True)
        ]
        self._link_activities(pairs)
        for company, some in rows.grouped("company_id").items():
            some.plan_date = self.env["care.policy"]._get(company)._get_today()
        return rows

    def _prepare_step_values(self, line):
        """Values of the activity of one line of the plan."""
        today = self.env["care.policy"]._get(self.company_id)._get_today()
        user = line.responsible_id or self.user_id
        user = user.filtered("active") or self.env.user
        told = line.with_context(lang=user.lang)
        return {
            "activity_type_id": line.activity_type_id.id,
            "summary": told.summary,
            "note": told.note,
            "res_model_id": self.env["ir.model"]._get_id("res.partner"),
            "res_id": self.partner_id.id,
            "res_name": self.partner_id.display_name,
            "user_id": user.id,
            "date_deadline": line._get_date_deadline(today),
            "automated": True,
        }

    def _link_activities(self, pairs):
        field = self._fields["step_ids"]
        self.env.flush_all()
        if pairs:
            self.env.cr.execute(
                SQL(
                    """INSERT INTO %s (%s, %s)
                       SELECT * FROM unnest(%s::int[], %s::int[])""",
                    SQL.identifier(field.relation),
                    SQL.identifier(field.column1),
                    SQL.identifier(field.column2),
                    [row_id for row_id, _activity_id in pairs],
                    [activity_id for _row_id, activity_id in pairs],
                )
            )
        self.invalidate_model(["step_ids"])

    def action_open_form(self):
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
            "views": [(False, "form")],
        }

    def action_open_partner(self):
        self.ensure_one()
        return self.partner_id._care_get_form_action()
