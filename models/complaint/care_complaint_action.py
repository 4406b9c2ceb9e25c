from odoo import api, fields, models
from odoo.exceptions import UserError


class CareComplaintAction(models.Model):
    """What we change so that it doesn't happen again."""

    _name = "care.complaint.action"
    _description = "Corrective or Preventive Measure"
    _inherit = ["mail.thread", "mail.activity.mixin", "care.noted"]
    _order = "state, due_date, id desc"
    _check_company_auto = True
    # what a measure is taken for, and repeats
    _care_origins = ("complaint_id",)

    name = fields.Char(string="What", required=True, tracking=True)
    kind = fields.Selection(
        [("corrective", "Corrective"), ("preventive", "Preventive")],
        required=True,
        default="corrective",
        help="Corrective: removes the cause of what has happened. Preventive: of what "
        "might.",
    )
    step = fields.Selection(
        [
            ("trust", "1 Build trust"),
            ("expectation", "2 Set expectations right"),
            ("guidance", "3 Guide the customer"),
            ("correction", "4 Correct our ways"),
        ],
        string="Step of Prevention",
    )
    complaint_id = fields.Many2one(
        "care.complaint", index="btree_not_null", ondelete="cascade", check_company=True
    )
    company_id = fields.Many2one(
        "res.company",
        compute="_compute_from_complaint",
        store=True,
        readonly=False,
        required=True,
        precompute=True,
        index=True,
    )
    partner_id = fields.Many2one(
        "res.partner",
        string="Customer",
        compute="_compute_from_complaint",
        store=True,
        readonly=False,
        precompute=True,
        index="btree_not_null",
        ondelete="cascade",
    )
    cause_id = fields.Many2one(
        "care.complaint.cause",
        compute="_compute_from_complaint",
        store=True,
        readonly=False,
        precompute=True,
        index="btree_not_null",
        ondelete="restrict",
    )
    product_id = fields.Many2one(
        "product.product",
        compute="_compute_from_complaint",
        store=True,
        readonly=False,
        precompute=True,
        index="btree_not_null",
    )
    user_id = fields.Many2one(
        "res.users",
        string="Owner",
        compute="_compute_user_id",
        store=True,
        readonly=False,
        precompute=True,
        index=True,
        domain=[("share", "=", False)],
        tracking=True,
    )
    due_date = fields.Date(string="Due", tracking=True)
    state = fields.Selection(
        [("open", "To Do"), ("done", "Done"), ("cancelled", "Cancelled")],
        required=True,
        default="open",
        copy=False,
        tracking=True,
    )
    done_date = fields.Date(string="Done on", readonly=True, copy=False)
    note = fields.Html(string="How")
    # was it any good
    effect = fields.Selection(
        [("good", "Worked"), ("none", "Did not work")],
        copy=False,
        tracking=True,
        help="Looked at some time later: did the cause go away?",
    )
    effect_checked = fields.Boolean(
        compute="_compute_effect_checked", store=True, help="Somebody looked at it."
    )
    effect_date = fields.Date(string="Effect Checked on", copy=False)
    effect_note = fields.Text(string="What Was Seen", copy=False)

    @api.depends("complaint_id")
    def _compute_from_complaint(self):
        for action in self:
            complaint = action.complaint_id
            action.company_id = (
                complaint.company_id or action.company_id or self.env.company
            )
            action.partner_id = complaint.commercial_partner_id or action.partner_id
            action.cause_id = complaint.cause_id or action.cause_id
            action.product_id = complaint.product_id or action.product_id

    @api.depends("cause_id")
    def _compute_user_id(self):
        for action in self:
            owner = action.user_id or action.cause_id._get_owner()
            action.user_id = owner or action.complaint_id.user_id or self.env.user

    @api.depends("effect")
    def _compute_effect_checked(self):
        for action in self:
            action.effect_checked = bool(action.effect)

    def action_done(self):
        self.write({"state": "done", "done_date": fields.Date.context_today(self)})

    def action_effect_good(self):
        self._check_effect("good")

    def action_effect_none(self):
        self._check_effect("none")

    def _check_effect(self, effect):
        if any(action.state != "done" for action in self):
            raise UserError(
                self.env._("First the measure is done, then its effect is looked at.")
            )
        today = fields.Date.context_today(self)
        self.write({"effect": effect, "effect_date": today})
