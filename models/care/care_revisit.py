from odoo import api, fields, models
from odoo.exceptions import UserError

from .care_cadence import ROLES


class CareRevisit(models.Model):
    """The next contact that a requirement asks for, and those that were planned before.

    A customer has one planned contact per requirement; its activity is made some days
    before it is due.
    """

    _name = "care.revisit"
    _description = "Planned Contact"
    _inherit = ["care.ledger", "care.profile.link"]
    _order = "due_date, id"
    _rec_name = "partner_id"

    partner_id = fields.Many2one(
        "res.partner",
        string="Customer",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    company_id = fields.Many2one("res.company", required=True, readonly=True)
    cadence_id = fields.Many2one(
        "care.cadence", string="Requirement", readonly=True, ondelete="set null"
    )
    requirement = fields.Char(
        string="Key of the Requirement", required=True, readonly=True
    )
    role = fields.Selection(ROLES, required=True, readonly=True)
    user_id = fields.Many2one(
        "res.users", string="In Charge", readonly=True, index=True, ondelete="set null"
    )
    activity_user_id = fields.Many2one(
        related="activity_id.user_id",
        string="Planned for",
        help="Who has the activity: the one in charge, or a substitute.",
    )
    tier_id = fields.Many2one(related="cadence_id.tier_id", string="Tier")
    # when
    base_date = fields.Date(
        string="Counted from", required=True, readonly=True, help="The last contact."
    )
    is_first = fields.Boolean(string="Never Contacted", readonly=True)
    ideal_days = fields.Integer(required=True, readonly=True, aggregator=False)
    max_days = fields.Integer(required=True, readonly=True, aggregator=False)
    due_date = fields.Date(string="Due", required=True, readonly=True)
    hard_date = fields.Date(string="At the Latest", required=True, readonly=True)
    overdue_days = fields.Integer(
        compute="_compute_overdue_days", string="Days Overdue"
    )
    # what became of it
    state = fields.Selection(
        [
            ("planned", "Planned"),
            ("done", "Done"),
            ("skipped", "Skipped"),
            ("cancelled", "Cancelled"),
        ],
        required=True,
        readonly=True,
        default="planned",
    )
    reason = fields.Char(readonly=True)
    snooze_until = fields.Date(string="Put off to", readonly=True)
    done_date = fields.Date(string="Ended on", readonly=True)
    activity_id = fields.Many2one(
        "mail.activity", readonly=True, index="btree_not_null", ondelete="set null"
    )
    activity_date = fields.Date(
        related="activity_id.date_deadline", string="Planned on"
    )
    touch_id = fields.Many2one(
        "care.touch",
        string="Logged Contact",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
    )

    _planned_uniq = models.UniqueIndex(
        "(partner_id, company_id, requirement) WHERE state = 'planned'",
        "This contact is planned already.",
    )
    _due_idx = models.Index("(company_id, due_date) WHERE state = 'planned'")
    _skipped_idx = models.Index(
        "(partner_id, company_id, requirement, done_date) WHERE state = 'skipped'"
    )

    @api.depends("due_date", "state")
    def _compute_overdue_days(self):
        today = fields.Date.context_today(self)
        for revisit in self:
            late = (today - revisit.due_date).days if revisit.due_date else 0
            revisit.overdue_days = max(late, 0) if revisit.state == "planned" else 0

    def _get_today(self):
        return self.env["care.policy"]._get(self.company_id)._get_today()

    def _check_planned(self):
        if any(revisit.state != "planned" for revisit in self):
            raise UserError(
                self.env._("What is done, skipped or cancelled is not planned again.")
            )

    def unlink(self):
        # the activity would outlive what it is for
        self.activity_id.filtered("active")._with_care_planner().unlink()
        return super().unlink()

    def _end(self, state, reason=False, touch=None):
        """End planned contacts; their open activities go, or are done by a touch."""
        activities = self.activity_id.filtered("active")
        for company, revisits in self.grouped("company_id").items():
            today = self.env["care.policy"]._get(company)._get_today()
            vals = {"state": state, "done_date": today, "reason": reason}
            revisits.write({**vals, "touch_id": touch and touch.id})
        activities = activities._with_care_planner()
        if state == "done":
            activities.action_archive()
        else:
            activities.unlink()
