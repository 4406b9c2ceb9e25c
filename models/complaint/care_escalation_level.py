from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

from .care_complaint_tier import PRIORITIES
from .care_sla_line import MILESTONES

# from the nearest to the customer up to the top
RUNGS = [
    ("responsible", "Responsible"),
    ("supervisor", "Team Leader"),
    ("head", "Head of Key Accounts"),
    ("sponsor", "Executive Sponsor"),
]
EVENTS = [
    ("reopened_twice", "Opened again twice"),
    ("low_rating", "Rated 2 or less"),
    ("key_customer", "A key customer complains"),
    ("repeat_cause", "Same cause again"),
]


class CareEscalationLevel(models.Model):
    """Whom a complaint is brought before, when, and what is done then."""

    _name = "care.escalation.level"
    _description = "Escalation Level"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company", index="btree_not_null", help="Empty: all companies."
    )
    # when
    milestone = fields.Selection(
        MILESTONES, string="Clock", help="Empty: each clock of a complaint."
    )
    moment = fields.Selection(
        [
            ("before", "Before the deadline"),
            ("breach", "At the deadline"),
            ("after", "After the deadline"),
            ("never", "Only on events"),
        ],
        string="When",
        required=True,
        default="breach",
    )
    percent = fields.Float(
        string="Percent Left",
        default=20.0,
        help="So much of the budget is left when the level acts.",
    )
    hours = fields.Float(
        string="Hours Late", default=8.0, help="Working hours after the deadline."
    )
    # or at once
    on_reopened_twice = fields.Boolean(string="Opened Again Twice")
    on_low_rating = fields.Boolean(string="Rated 2 or Less")
    on_key_customer = fields.Boolean(string="Key Customer Complains")
    on_repeat_cause = fields.Boolean(string="Same Cause Again")
    # whom
    whom = fields.Selection(
        [*RUNGS, ("user", "A User")],
        string="Who Is Told",
        required=True,
        default="responsible",
        help="Where nobody can be told, the next one up is, at the top one below.",
    )
    user_id = fields.Many2one(
        "res.users", ondelete="set null", domain=[("share", "=", False)]
    )
    timing = fields.Selection(
        [
            ("now", "At once"),
            ("working", "In the working hours of who is told"),
        ],
        required=True,
        default="now",
    )
    # what
    do_activity = fields.Boolean(string="Activity", default=True)
    do_mail = fields.Boolean(string="Message")
    do_follow = fields.Boolean(string="Add as Follower")
    do_reassign = fields.Boolean(string="Hand Over")
    priority = fields.Selection(
        PRIORITIES, string="Raise Priority to", help="It is never lowered."
    )

    @api.constrains("moment", "percent", "hours")
    def _check_offset(self):
        for level in self:
            if level.moment == "before" and not 0 < level.percent < 100:
                raise ValidationError(
                    self.env._("Choose between 1 and 99 percent of the budget.")
                )
            if level.moment == "after" and level.hours <= 0:
                raise ValidationError(
                    self.env._("Choose how many working hours after the deadline.")
                )

    @api.constrains("whom", "user_id")
    def _check_user_id(self):
        if any(level.whom == "user" and not level.user_id for level in self):
            raise ValidationError(self.env._("Choose the user who is told."))

    @api.model_create_multi
    def create(self, vals_list):
        levels = super().create(vals_list)
        self._plan_anew()
        return levels

    def write(self, vals):
        result = super().write(vals)
        if not {
            "active",
            "company_id",
            "milestone",
            "moment",
            "percent",
            "hours",
        }.isdisjoint(vals):
            self._plan_anew()
        return result

    def _plan_anew(self):
        """The ladder has changed: open clocks look at it again."""
        # sudo: clocks run by themselves
        clocks = self.env["care.complaint.clock"].sudo()
        clocks.search([("ladder_planned", "=", True)]).ladder_planned = False

    @api.model
    def _get_active(self):
        """All levels in order, those of all companies and of each."""
        # sudo: the job serves every company
        return self.sudo().search(Domain.TRUE)

    def _filter_clock(self, clock):
        """The levels of a clock."""
        return self.filtered(
            lambda level: (
                level.moment != "never"
                and level.milestone in (False, clock.milestone)
                and level.company_id in (level.company_id.browse(), clock.company_id)
            )
        )

    def _get_hours(self, budget):
        """Working hours from the start of a clock until this level acts."""
        if self.moment == "before":
            return budget * (1 - self.percent / 100)
        return budget + (self.hours if self.moment == "after" else 0)
