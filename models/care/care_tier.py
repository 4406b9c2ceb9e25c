from odoo import fields, models


class CareTier(models.Model):
    """What may be given to customers of a tier."""

    _inherit = "care.tier"

    currency_id = fields.Many2one(related="company_id.currency_id")
    gift_budget = fields.Monetary(
        help="For gifts to one customer in a calendar year. 0: no budget is set, and "
        "nobody is warned."
    )

    _check_gift_budget = models.Constraint(
        "CHECK(gift_budget >= 0)", "A budget can't be less than nothing."
    )
