from odoo import api, fields, models
from odoo.exceptions import ValidationError


class CareBenefitDelivery(models.Model):
    """A service that a customer got for its tier."""

    _name = "care.benefit.delivery"
    _description = "Delivered Service"
    _inherit = ["care.customer.record"]
    _order = "date desc, id desc"
    _rec_name = "benefit_id"
    _check_company_auto = True

    partner_id = fields.Many2one(
        "res.partner",
        string="Customer",
        required=True,
        index=True,
        ondelete="cascade",
        check_company=True,
        domain=[("parent_id", "=", False)],
    )
    company_id = fields.Many2one(
        "res.company",
        required=True,
        index=True,
        default=lambda self: self.env.company,
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    benefit_id = fields.Many2one(
        "care.benefit",
        string="Service",
        required=True,
        index=True,
        ondelete="restrict",
        check_company=True,
        domain=[("kind", "=", "service")],
    )
    date = fields.Date(required=True, index=True, default=fields.Date.context_today)
    user_id = fields.Many2one(
        "res.users",
        string="By",
        required=True,
        default=lambda self: self.env.user,
        domain=[("share", "=", False)],
        check_company=True,
    )
    times = fields.Float(default=1.0, required=True)
    hours = fields.Float()
    cost = fields.Monetary(help="What it cost us, beside the hours.")
    note = fields.Text()
    remaining = fields.Float(
        string="Left in the Period",
        compute="_compute_remaining",
        help="What the quota leaves after this one, in times or hours.",
    )
    is_over_quota = fields.Boolean(compute="_compute_remaining")

    _check_numbers = models.Constraint(
        "CHECK(times >= 0 AND hours >= 0 AND cost >= 0)",
        "Times, hours and costs can't be negative.",
    )

    @api.depends("partner_id", "benefit_id", "date", "times", "hours", "company_id")
    def _compute_remaining(self):
        for delivery in self:
            benefit = delivery.benefit_id
            delivery.remaining, delivery.is_over_quota = 0.0, False
            if benefit.quota and delivery.date and delivery.partner_id:
                customer = delivery.partner_id._origin
                uses = benefit._get_uses(customer, delivery.date, delivery)
                used = uses.get(customer.id, 0.0) + delivery[benefit.quota_unit]
                delivery.remaining = benefit.quota - used
                delivery.is_over_quota = delivery.remaining < 0

    @api.constrains("benefit_id", "date")
    def _check_delivery(self):
        today = fields.Date.context_today(self)
        for delivery in self:
            if delivery.benefit_id.kind != "service":
                raise ValidationError(
                    self.env._(
                        "%(benefit)s is no service: nothing is delivered of it.",
                        benefit=delivery.benefit_id.name,
                    )
                )
            if delivery.date > today:
                raise ValidationError(
                    self.env._(
                        "A service of a day to come is not delivered yet. Enter it "
                        "when it is."
                    )
                )
