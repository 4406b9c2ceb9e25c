from odoo import api, fields, models

from ..complaint.care_complaint import OPEN_STATES


class CareLoss(models.Model):
    """What the customer says when it leaves, what we change, and who else suffers."""

    _inherit = "care.loss"

    interview_date = fields.Date(string="Exit Interview on", tracking=True)
    interview_user_id = fields.Many2one(
        "res.users", string="Asked by", domain=[("share", "=", False)]
    )
    interview_person_id = fields.Many2one(
        "res.partner",
        string="Spoke with",
        ondelete="set null",
        check_company=True,
        domain="[('commercial_partner_id', '=', partner_id), "
        "('is_company', '=', False)]",
    )
    interview_reason = fields.Text(
        string="Why They Left", help="In their own words, not in ours."
    )
    interview_good = fields.Text(string="What We Did Well")
    interview_better = fields.Text(string="What Would Have Kept Them")
    interview_return = fields.Selection(
        [("yes", "Yes"), ("maybe", "Perhaps"), ("no", "No")],
        string="Would Come Back",
        tracking=True,
    )
    interview_condition = fields.Text(string="Under What Condition")
    action_ids = fields.One2many(
        "care.complaint.action", "loss_id", string="Corrective Measures"
    )
    # the same cause
    sufferer_ids = fields.Many2many(
        "care.complaint",
        string="Others with the Same Cause",
        compute="_compute_sufferer_ids",
        compute_sudo=False,
        help="Open complaints of other customers whose cause is this reason, or part "
        "of it.",
    )
    sufferer_count = fields.Integer(
        string="Same Cause Now", compute="_compute_sufferer_ids", compute_sudo=False
    )

    @api.depends("reason_id", "partner_id", "company_id")
    @api.depends_context("uid", "allowed_company_ids")
    def _compute_sufferer_ids(self):
        complaints = self.env["care.complaint"]
        for loss in self:
            domain = loss._get_sufferers_domain()
            loss.sufferer_ids = complaints
            if loss.reason_id and complaints.has_access("read"):
                loss.sufferer_ids = complaints.search(domain)
            loss.sufferer_count = len(loss.sufferer_ids.commercial_partner_id)

    def _get_sufferers_domain(self):
        return [
            ("company_id", "=", self.company_id.id),
            ("kind", "=", "complaint"),
            ("state", "in", OPEN_STATES),
            ("cause_id", "child_of", self.reason_id.ids),
            ("commercial_partner_id", "!=", self.partner_id._origin.id),
        ]

    def action_open_sufferers(self):
        """Open the complaints of those who suffer from the same cause now."""
        self.ensure_one()
        action = self.env["care.complaint"]._get_list_action()
        return {**action, "domain": self._get_sufferers_domain()}
