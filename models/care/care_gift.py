from odoo import api, fields, models
from odoo.exceptions import ValidationError


class CareGift(models.Model):
    _name = "care.gift"
    _description = "Gift to a Customer"
    _inherit = ["care.touch.cause"]
    _order = "date desc, id desc"
    _check_company_auto = True
    _care_fact = "state"
    _care_repeated = ("partner_id", "company_id", "date", "name", "user_id", "note")

    name = fields.Char(
        string="Gift",
        compute="_compute_name",
        store=True,
        readonly=False,
        required=True,
        precompute=True,
    )
    product_id = fields.Many2one(
        "product.product",
        string="From the Catalogue",
        index="btree_not_null",
        check_company=True,
    )
    partner_id = fields.Many2one(
        "res.partner",
        string="Given to",
        required=True,
        index=True,
        ondelete="cascade",
        check_company=True,
        help="The person, or the customer as a whole.",
    )
    company_id = fields.Many2one(
        "res.company",
        required=True,
        index=True,
        default=lambda self: self.env.company,
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    cost = fields.Monetary(
        compute="_compute_cost", store=True, readonly=False, precompute=True
    )
    date = fields.Date(required=True, index=True, default=fields.Date.context_today)
    occasion = fields.Char(help="What it is given for.")
    user_id = fields.Many2one(
        "res.users",
        string="By",
        index="btree_not_null",
        default=lambda self: self.env.user,
        domain=[("share", "=", False)],
        check_company=True,
        help="Who of us hands it over.",
    )
    state = fields.Selection(
        [("planned", "Planned"), ("given", "Presented"), ("declined", "Declined")],
        required=True,
        default="planned",
        copy=False,
        index=True,
        help="Given: it is in the contact log. Declined: the customer did not take it, "
        "or may not.",
    )
    note = fields.Text()
    # talk first
    is_needed = fields.Boolean(
        string="We have asked what the customer needs now", copy=False
    )
    is_allowed = fields.Boolean(
        string="Their rules allow it, and so do ours", copy=False
    )
    is_fitting = fields.Boolean(string="It fits what they like and avoid", copy=False)
    is_talked = fields.Boolean(
        string="Open questions and complaints were talked over first", copy=False
    )

    _check_cost = models.Constraint(
        "CHECK(cost >= 0)", "A gift can't cost less than nothing."
    )

    @api.depends("product_id")
    def _compute_name(self):
        for gift in self:
            gift.name = gift.product_id.name or gift.name

    @api.depends("product_id")
    def _compute_cost(self):
        for gift in self:
            product = gift.product_id.with_company(gift.company_id)
            if product:
                gift.cost = product.cost_currency_id._convert(
                    product.standard_price or product.lst_price,
                    gift.company_id.currency_id,
                    gift.company_id,
                    gift.date or fields.Date.context_today(gift),
                )

    @api.depends("name", "partner_id")
    def _compute_display_name(self):
        for gift in self:
            names = (gift.partner_id.name, gift.name)
            gift.display_name = ": ".join(name for name in names if name)

    @api.constrains("date", "state")
    def _check_date(self):
        today = fields.Date.context_today(self)
        if any(gift.state == "given" and gift.date > today for gift in self):
            raise ValidationError(
                self.env._(
                    "A gift of a day to come is planned. Set the day on which it was "
                    "handed over, then mark it as given."
                )
            )

    def action_give(self):
        """Mark gifts as handed over; those planned for later were given today."""
        today = fields.Date.context_today(self)
        self.filtered(lambda gift: gift.date > today).date = today
        self.state = "given"

    def action_decline(self):
        self.state = "declined"

    def action_plan(self):
        self.state = "planned"

    def _has_happened(self):
        return self.state == "given"

    def _prepare_touch_values(self):
        channel = self.env.ref("crm_customer_care.channel_gift")
        return {
            **super()._prepare_touch_values(),
            "channel_id": channel.id,
            "date": self._get_noon(self.date),
            "user_id": self.user_id.id,
            "summary": self.env._("Gift: %(name)s", name=self.name),
        }
