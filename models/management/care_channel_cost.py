from odoo import api, fields, models
from odoo.exceptions import ValidationError


class CareChannel(models.Model):
    _inherit = "care.channel"

    hour_cost = fields.Float(
        string="Cost per Hour",
        company_dependent=True,
        digits="Product Price",
        help="What an hour of contact costs, on top of the cost per contact, in the "
        "currency of the company.",
    )

    @api.constrains("hour_cost", "cost")
    def _check_costs(self):
        if any(channel.hour_cost < 0 or channel.cost < 0 for channel in self):
            raise ValidationError(self.env._("A contact can't cost less than nothing."))
