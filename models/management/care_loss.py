from odoo import api, fields, models
from odoo.exceptions import AccessError, ValidationError

from ..classification.care_strategy import QUADRANTS, SEGMENTS

FROZEN = ("tier_id", "quadrant", "segment", "contribution")
ENDED = ("returned_date", "undone_date")
BY_ACTIONS = {*FROZEN, *ENDED, "state", "winback_state", "plan_date"}


class CareLoss(models.Model):
    """A customer that is lost: when, why, to whom, what it was worth, and how it may
    be won back."""

    _name = "care.loss"
    _description = "Lost Customer"
    _inherit = ["care.kept.record", "care.playbook", "mail.thread"]
    _order = "date desc, id desc"
    _rec_name = "partner_id"
    _check_company_auto = True

    partner_id = fields.Many2one(
        "res.partner",
        string="Customer",
        required=True,
        index=True,
        ondelete="cascade",
        check_company=True,
        domain="[('commercial_partner_id', '=', id)]",
    )
    company_id = fields.Many2one(
        "res.company",
        required=True,
        ondelete="cascade",
        default=lambda self: self.env.company,
    )
    date = fields.Date(
        string="Lost on",
        required=True,
        default=lambda self: self.env["care.policy"]._get()._get_today(),
        tracking=True,
    )
    reason_id = fields.Many2one(
        "care.complaint.cause",
        required=True,
        index=True,
        ondelete="restrict",
        tracking=True,
        help="From the same tree as the causes of complaints: what drives one customer "
        "away angers others.",
    )
    competitor_id = fields.Many2one(
        "res.partner",
        string="Lost to",
        index="btree_not_null",
        ondelete="set null",
        check_company=True,
        help="The competitor, if it is known.",
    )
    note = fields.Text(string="What Happened")
    user_id = fields.Many2one(
        "res.users",
        string="In Charge",
        index="btree_not_null",
        ondelete="set null",
        domain=[("share", "=", False)],
        tracking=True,
        help="Who tries to win the customer back.",
    )
    # as it was
    tier_id = fields.Many2one(
        "care.tier", string="Last Tier", readonly=True, ondelete="set null"
    )
    quadrant = fields.Selection(QUADRANTS, string="Last Quadrant", readonly=True)
    segment = fields.Selection(SEGMENTS, string="Last Segment", readonly=True)
    contribution = fields.Float(
        string="Contribution Lost",
        readonly=True,
        help="What the customer brought in the window of the policy that ends with "
        "the month of its last purchase.",
    )
    currency_id = fields.Many2one("res.currency", compute="_compute_currency_id")
    # what became of it
    state = fields.Selection(
        [("lost", "Lost"), ("returned", "Returned"), ("undone", "Undone")],
        required=True,
        readonly=True,
        default="lost",
        copy=False,
        tracking=True,
    )
    winback_state = fields.Selection(
        [
            ("none", "Not Started"),
            ("running", "Under Way"),
            ("given_up", "Given Up"),
            ("returned", "Came Back"),
        ],
        string="Win-back",
        required=True,
        readonly=True,
        default="none",
        copy=False,
        tracking=True,
    )
    undone_date = fields.Date(string="Undone on", readonly=True, copy=False)
    returned_date = fields.Date(
        string="Returned on",
        readonly=True,
        copy=False,
        help="The day of the first purchase after the loss.",
    )
    plan_id = fields.Many2one(
        string="Win-back Plan", default=lambda self: self._default_plan_id()
    )

    _lost_uniq = models.UniqueIndex(
        "(partner_id, company_id) WHERE state = 'lost'",
        "This customer is marked as lost already.",
    )

    @api.model
    def _default_plan_id(self):
        return self.env.ref(
            "crm_customer_care.mail_activity_plan_winback", raise_if_not_found=False
        )

    @api.depends("company_id")
    def _compute_currency_id(self):
        for loss in self:
            measure = self.env["care.policy"]._find_measure(loss.company_id.id)
            loss.currency_id = measure != "products" and loss.company_id.currency_id

    @api.constrains("date", "state")
    def _check_date(self):
        for loss in self:
            policy = self.env["care.policy"]._get(loss.company_id)
            if loss.date > policy._get_today():
                raise ValidationError(
                    self.env._("A customer is lost today or before: correct the date.")
                )

    @api.constrains("competitor_id", "partner_id")
    def _check_competitor_id(self):
        if any(loss.competitor_id == loss.partner_id for loss in self):
            raise ValidationError(
                self.env._("A customer can't be lost to itself: choose who got it.")
            )

    @api.model_create_multi
    def create(self, vals_list):
        vals_list = [self._prepare_loss_values(vals) for vals in vals_list]
        self._check_once(vals_list)
        losses = super().create(vals_list)
        losses._follow()
        return losses

    def write(self, vals):
        if not self.env.su and not BY_ACTIONS.isdisjoint(vals):
            raise AccessError(
                self.env._(
                    "What a customer was worth is kept as it was, and the state of a "
                    "loss changes by its buttons."
                )
            )
        result = super().write(vals)
        if not {"partner_id", "company_id", "date"}.isdisjoint(vals):
            self._follow()
        return result

    @api.model
    def _check_once(self, vals_list):
        """Refuse customers that are marked as lost, whoever did that."""
        # sudo: as above
        lost = self.sudo().search(
            [("state", "=", "lost")]
            + [("partner_id", "in", [vals.get("partner_id") for vals in vals_list])]
        )
        known = {(loss.partner_id.id, loss.company_id.id) for loss in lost}
        for vals in vals_list:
            if (vals.get("partner_id"), vals["company_id"]) in known:
                customer = self.env["res.partner"].browse(vals["partner_id"])
                raise ValidationError(
                    self.env._(
                        "%(customer)s is marked as lost already: open that loss "
                        "instead.",
                        customer=customer.display_name,
                    )
                )

    @api.model
    def _prepare_loss_values(self, vals):
        """Values with the customer of a person, its owner, and what it was worth."""
        partner = self.env["res.partner"].browse(vals.get("partner_id"))
        customer = partner.commercial_partner_id
        company = self.env["res.company"].browse(vals.get("company_id"))
        company = company or self.env.company
        # sudo: what is frozen is the profile's, whoever marks the loss
        profile = self.env["care.profile"].sudo().with_context(active_test=False)
        profile = profile.search(
            [("partner_id", "=", customer.id), ("company_id", "=", company.id)]
        )
        owner = profile.user_id or customer.user_id or self.env.user
        given = {name: vals[name] for name in vals if name not in BY_ACTIONS}
        given["company_id"] = company.id
        if customer:
            given["partner_id"] = customer.id
        given["user_id"] = given.get("user_id") or owner.id
        return {**given, **self._get_frozen(profile)}

    @api.model
    def _get_frozen(self, profile):
        """Class and contribution of a customer as they were when it last bought."""
        # sudo: what is frozen is the customer's, whoever marks the loss
        past = self.env["care.profile.snapshot"].sudo()
        past = past.search(
            [
                ("partner_id", "=", profile.partner_id.id),
                ("company_id", "=", profile.company_id.id),
            ],
            order="date desc",
        )
        # at the month end after its last purchase, so that its last window is whole
        last = profile.last_purchase_date
        after = past.filtered(lambda one: last and one.date >= last)
        worth = after[-1:] or profile
        line = (profile, *past)
        living = next((one for one in line if one.segment not in ("lost", False)), past)
        return {
            "tier_id": worth.tier_id.id,
            "quadrant": worth.quadrant,
            "contribution": worth.contribution,
            "segment": living[:1].segment,
        }

    @api.model
    def _get_mark_action(self, partner, company):
        """Open the form that marks a customer as lost."""
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Mark as Lost"),
            "res_model": self._name,
            "view_mode": "form",
            "views": [(False, "form")],
            "context": {
                "default_partner_id": partner.commercial_partner_id.id,
                "default_company_id": company.id,
            },
        }
