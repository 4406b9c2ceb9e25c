from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools import format_date


class CareLetGo(models.Model):
    """The decision to look after a customer no longer; it can be taken back."""

    _name = "care.let.go"
    _description = "Customer Let Go"
    _inherit = ["care.profile.link"]
    _order = "date desc, id desc"
    _rec_name = "partner_id"

    partner_id = fields.Many2one(
        "res.partner", string="Customer", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(
        "res.company",
        required=True,
        index=True,
        ondelete="cascade",
        default=lambda self: self.env.company,
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    reason = fields.Char(
        required=True, help="What it costs to serve this customer, and what it brings."
    )
    date = fields.Date(
        string="Decided on",
        required=True,
        readonly=True,
        default=fields.Date.context_today,
    )
    user_id = fields.Many2one(
        "res.users",
        string="Decided by",
        readonly=True,
        default=lambda self: self.env.user,
    )
    until = fields.Date(
        help="From the day after, contacts are planned again. Empty: until somebody "
        "takes the decision back."
    )
    net_value = fields.Monetary(
        string="Net Value Then",
        readonly=True,
        help="Contribution less what it cost to serve the customer, on that day.",
    )
    state = fields.Selection(
        [("active", "Let Go"), ("reversed", "Taken Back")],
        required=True,
        readonly=True,
        copy=False,
        default="active",
    )
    holds = fields.Boolean(compute="_compute_holds")
    reversed_by_id = fields.Many2one(
        "res.users", string="Taken Back by", readonly=True, copy=False
    )
    reversed_date = fields.Date(string="Taken Back on", readonly=True, copy=False)

    _active_uniq = models.UniqueIndex(
        "(partner_id, company_id) WHERE state = 'active'",
        "This customer was let go already: take that back, or change it.",
    )

    @api.depends("state", "until")
    def _compute_holds(self):
        today = fields.Date.context_today(self)
        for one in self:
            over = one.until and one.until < today
            one.holds = one.state == "active" and not over

    @api.constrains("reason")
    def _check_reason(self):
        if any(not (decision.reason or "").strip() for decision in self):
            raise ValidationError(self.env._("Say why the customer is let go."))

    @api.constrains("until", "date")
    def _check_until(self):
        if any(one.until and one.until < one.date for one in self):
            raise ValidationError(
                self.env._("The last day can't lie before that of the decision.")
            )

    @api.constrains("partner_id")
    def _check_partner_id(self):
        for decision in self:
            if decision.partner_id != decision.partner_id.commercial_partner_id:
                raise ValidationError(
                    self.env._(
                        "%(person)s belongs to %(customer)s: let go of the customer.",
                        person=decision.partner_id.display_name,
                        customer=decision.partner_id.commercial_partner_id.display_name,
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        self._end_expired([vals.get("partner_id") for vals in vals_list])
        decisions = super().create(vals_list)
        for decision in decisions:
            decision.net_value = decision._get_net_value()
            decision._tell(decision._explain())
        decisions._replan()
        return decisions

    def write(self, vals):
        result = super().write(vals)
        if not {"until", "state", "partner_id"}.isdisjoint(vals):
            self._replan()
        return result

    def unlink(self):
        partners = self.partner_id
        result = super().unlink()
        self.env["care.profile"].invalidate_model(["let_go_id"])
        self.env["care.revisit"]._replan(partners)
        return result

    @api.model
    def _end_expired(self, partner_ids):
        """A decision whose time is over makes room for a new one."""
        today = fields.Date.context_today(self)
        expired = self.search(
            [
                ("partner_id", "in", partner_ids),
                ("state", "=", "active"),
                ("until", "<", today),
            ]
        )
        for decision in expired:
            decision.write({"state": "reversed", "reversed_date": decision.until})

    def action_reverse(self):
        """Take decisions back: contacts are planned again."""
        if any(decision.state != "active" for decision in self):
            raise UserError(self.env._("This decision was taken back already."))
        self.write(
            {
                "state": "reversed",
                "reversed_by_id": self.env.uid,
                "reversed_date": fields.Date.context_today(self),
            }
        )
        for decision in self:
            decision._tell(
                self.env._("No longer let go: contacts are planned as before.")
            )

    def _replan(self):
        self.env["care.profile"].invalidate_model(["let_go_id"])
        self.env["care.revisit"]._replan(self.partner_id)

    def _explain(self):
        if self.until:
            return self.env._(
                "Let go until %(until)s: %(reason)s",
                until=format_date(self.env, self.until),
                reason=self.reason,
            )
        return self.env._("Let go: %(reason)s", reason=self.reason)

    def _tell(self, body):
        # sudo: the history of the contact tells it, whoever may edit that
        author = self.env.user.partner_id
        self.partner_id.sudo()._message_log(body=body, author_id=author.id)

    def _get_net_value(self):
        report = self.env["care.cost.report"].with_company(self.company_id)
        rows = report.search(
            [
                ("partner_id", "=", self.partner_id.id),
                ("company_id", "=", self.company_id.id),
            ]
        )
        return sum(rows.mapped("net_value"))
