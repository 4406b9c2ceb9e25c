from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from ..care.soft_reference import SoftReference

KINDS = [
    ("pricelist", "Price list"),
    ("payment_term", "Payment term"),
    ("rebate", "Rebate"),
    ("credit", "Credit limit"),
    ("gift_budget", "Gift budget"),
    ("loyalty", "Loyalty programme"),
    ("certificate", "Honour certificate"),
    ("early_access", "Early access"),
    ("green_channel", "Green channel"),
    ("service", "Service"),
]
# what a kind can't do without
NEEDED = {
    "pricelist": "pricelist_id",
    "payment_term": "payment_term_id",
    "rebate": "percent",
    "credit": "amount",
    "gift_budget": "amount",
    "loyalty": "program",
}


class CareBenefit(models.Model):
    """What customers of some tiers get, as long as they belong there."""

    _name = "care.benefit"
    _description = "Benefit of a Tier"
    _order = "sequence, id"
    _check_company_auto = True

    name = fields.Char(string="Benefit", required=True, translate=True)
    active = fields.Boolean(default=True)
    sequence = fields.Integer(
        default=10,
        help="Of two price lists, payment terms or credit limits for one tier the "
        "first one counts.",
    )
    company_id = fields.Many2one(
        "res.company",
        required=True,
        index=True,
        default=lambda self: self.env.company,
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    tier_ids = fields.Many2many("care.tier", string="Tiers", check_company=True)
    kind = fields.Selection(KINDS, required=True, default="service")
    description = fields.Text(
        translate=True, help="What the customer may expect, in words for the customer."
    )
    # what it consists of
    pricelist_id = fields.Many2one(
        "product.pricelist",
        string="Price List",
        check_company=True,
        ondelete="restrict",
    )
    payment_term_id = fields.Many2one(
        "account.payment.term", check_company=True, ondelete="restrict"
    )
    percent = fields.Float(
        string="Rebate in Percent",
        help="Of what the customer buys while it has the benefit.",
    )
    amount = fields.Monetary(
        help="The credit limit, or what may be given in gifts beyond the budget of "
        "the tier in a calendar year."
    )
    program = SoftReference(
        selection="_selection_program",
        string="Loyalty Programme",
        help="Customers get a card of it. The app Coupons & Loyalty brings it.",
    )
    # services
    service_class = fields.Selection(
        [
            ("basic", "Basic"),
            ("value_added", "Value-added"),
            ("resident", "Resident"),
        ],
        help="Basic: for everybody of the tier. Value-added: beyond the contract. "
        "Resident: somebody of ours works at the customer's.",
    )
    quota = fields.Float(help="How much of it in one period. 0: as much as is needed.")
    quota_unit = fields.Selection(
        [("times", "Times"), ("hours", "Hours")], default="times", required=True
    )
    period = fields.Selection(
        [("month", "Month"), ("quarter", "Quarter"), ("year", "Year")],
        default="year",
        required=True,
    )
    # for how long
    valid_from = fields.Date()
    valid_until = fields.Date()
    months = fields.Integer(
        string="Months Granted",
        help="How long a customer has it. 0: as long as it belongs to the tier.",
    )
    is_renewed = fields.Boolean(
        string="Renewed",
        default=True,
        help="After these months it begins anew for customers that still belong to "
        "the tier. Otherwise each rise into the tier brings it once.",
    )
    grant_ids = fields.One2many("care.benefit.grant", "benefit_id")
    grant_count = fields.Integer(string="Customers", compute="_compute_grant_count")

    _check_numbers = models.Constraint(
        "CHECK(amount >= 0 AND percent >= 0 AND percent <= 100 AND quota >= 0 "
        "AND months >= 0)",
        "Amounts, percents, quotas and months can't be negative, and a rebate is at "
        "most 100 percent.",
    )
    _check_validity = models.Constraint(
        "CHECK(valid_from <= valid_until)", "A benefit ends after it begins."
    )

    @api.model
    def _selection_program(self):
        model = "loyalty.program"
        return [(model, self.env._("Loyalty Programme"))] if model in self.env else []

    @api.depends("grant_ids.state", "grant_ids.is_current")
    def _compute_grant_count(self):
        found = [("benefit_id", "in", self.ids), ("state", "=", "granted")]
        groups = self.env["care.benefit.grant"]._read_group(
            found, ["benefit_id"], ["__count"]
        )
        counts = dict(groups)
        for benefit in self:
            benefit.grant_count = counts.get(benefit, 0)

    @api.constrains("kind", *NEEDED.values())
    def _check_needed(self):
        for benefit in self:
            name = NEEDED.get(benefit.kind)
            if name and not benefit[name]:
                raise ValidationError(
                    self.env._(
                        "%(benefit)s: fill in “%(field)s”, it is what the customer "
                        "gets.",
                        benefit=benefit.name,
                        field=self._fields[name]._description_string(self.env),
                    )
                )

    @api.constrains("kind", "tier_ids")
    def _check_green_channel(self):
        for benefit in self.filtered(lambda one: one.kind == "green_channel"):
            others = benefit.tier_ids.filtered(lambda tier: not tier.is_key)
            if others:
                raise ValidationError(
                    self.env._(
                        "Complaints of key customers take the green channel. Mark "
                        "%(tiers)s as key customers first, or choose other tiers.",
                        tiers=", ".join(others.mapped("name")),
                    )
                )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_granted(self):
        if self.grant_ids:
            raise UserError(
                self.env._(
                    "Customers have or had this benefit, and the log must tell. "
                    "Archive it: it is withdrawn then."
                )
            )

    def copy_data(self, default=None):
        vals_list = super().copy_data(default)
        if "name" not in (default or {}):
            for benefit, vals in zip(self, vals_list, strict=True):
                vals["name"] = self.env._("%(name)s (copy)", name=benefit.name)
        return vals_list

    def action_open_grants(self):
        """Open who has this benefit."""
        self.ensure_one()
        action = self.env["ir.actions.actions"]._for_xml_id(
            "crm_customer_care.care_benefit_grant_action"
        )
        domain = [("benefit_id", "=", self.id), ("state", "=", "granted")]
        return {**action, "domain": domain, "context": {}}
