from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from .care_benefit import KINDS


class CareBenefitGrant(models.Model):
    """The log of what customers got for their tier, and of what stood there before.

    One row speaks for a customer and a benefit now; the others tell what was.
    """

    _name = "care.benefit.grant"
    _description = "Granted Benefit"
    _inherit = ["care.ledger", "care.profile.link"]
    _order = "date_from desc, id desc"
    _rec_name = "benefit_id"

    partner_id = fields.Many2one(
        "res.partner",
        string="Customer",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, index=True
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    benefit_id = fields.Many2one(
        "care.benefit", required=True, readonly=True, index=True, ondelete="cascade"
    )
    kind = fields.Selection(KINDS, required=True, readonly=True)
    tier_id = fields.Many2one(
        "care.tier", string="Tier Then", readonly=True, ondelete="set null"
    )
    user_id = fields.Many2one(related="profile_id.user_id", string="Salesperson")
    # when
    date_from = fields.Date(string="From", required=True, readonly=True)
    date_until = fields.Date(
        string="Until", readonly=True, help="Empty: as long as the tier grants it."
    )
    date_end = fields.Date(string="Ended on", readonly=True)
    # what became of it
    state = fields.Selection(
        [
            ("granted", "Granted"),
            ("kept", "Kept: chosen by hand"),
            ("refused", "Refused"),
            ("expired", "Expired"),
            ("withdrawn", "Withdrawn"),
        ],
        required=True,
        readonly=True,
        default="granted",
        index=True,
        help="Kept: somebody chose something else for this customer by hand, which is "
        "never overwritten. A manager may grant the benefit instead.",
    )
    is_current = fields.Boolean(string="Current", readonly=True, default=True)
    end_reason = fields.Selection(
        [
            ("tier", "The tier grants it no more"),
            ("benefit", "The benefit is over"),
            ("terms", "Its terms changed"),
            ("expired", "Its time is over"),
            ("free", "The choice by hand was taken back"),
            ("merged", "The customer was merged"),
        ],
        string="Why It Ended",
        readonly=True,
    )
    decided_by_id = fields.Many2one(
        "res.users", string="Decided by", readonly=True, ondelete="set null"
    )
    value = fields.Json(string="What It Writes", readonly=True)
    before = fields.Json(string="What Stood There", readonly=True)
    value_text = fields.Char(string="Consists of", compute="_compute_texts")
    before_text = fields.Char(
        string="Before",
        compute="_compute_texts",
        help="What stands on the customer again once the benefit ends; of what was "
        "chosen by hand, the choice.",
    )
    card = fields.Integer(string="Number of the Loyalty Card", readonly=True)

    _current_uniq = models.UniqueIndex(
        "(partner_id, company_id, benefit_id) WHERE is_current",
        "This customer has this benefit already.",
    )
    _company_current_idx = models.Index("(company_id) WHERE is_current")

    @api.depends("value", "before", "kind")
    @api.depends_context("lang")
    def _compute_texts(self):
        for grant in self:
            grant.value_text = grant._tell(grant.value)
            grant.before_text = grant._tell(grant.before) if grant.before else False

    def _tell(self, value):
        """What a value of the log means."""
        models = {"pricelist": "product.pricelist"}
        models["payment_term"] = "account.payment.term"
        if self.kind in models:
            # sudo: names of terms are no secret to who may see the benefit
            target = self.env[models[self.kind]].sudo().browse(value or 0).exists()
            return target.display_name or False
        if self.kind in ("credit", "gift_budget"):
            return self.currency_id.format(value or 0)
        if self.kind == "rebate":
            return f"{value or 0:g} %"
        benefit = self.benefit_id
        if self.kind == "loyalty":
            return benefit.program.display_name if benefit.program else False
        return benefit.quota_text if self.kind == "service" else False

    def _get_until(self, day):
        """Last day of what begins on a day."""
        months = self.benefit_id.months
        return months and day + relativedelta(months=months, days=-1)

    # by hand
    def _check_manager(self):
        if not self.env.user.has_group("crm_customer_care.group_manager"):
            raise AccessError(
                self.env._("Only managers of Customer Care decide about benefits.")
            )
        self.check_access("read")
        if not all(grant.is_current for grant in self):
            raise UserError(
                self.env._(
                    "This one is history: another line speaks for the benefit now."
                )
            )

    def action_grant(self):
        """Grant the selected benefits whatever was chosen by hand; that comes back
        when they end."""
        self._check_manager()
        # sudo: managers decide, the log is written by the system
        grants = self.sudo().filtered(lambda grant: grant.state != "granted")
        grants._lock()
        grants._take_over()
        return True

    def action_refuse(self):
        """Take the selected benefits away for as long as the tier would grant them."""
        self._check_manager()
        # sudo: as above
        grants = self.sudo()._lock()
        granted = grants.filtered(lambda grant: grant.state == "granted")
        granted._undo()
        grants.write({"state": "refused", "decided_by_id": self.env.uid})
        return True

    def action_open_form(self):
        """Open this line of the log."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
        }
