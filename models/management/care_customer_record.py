from odoo import api, models
from odoo.exceptions import ValidationError


class CareCustomerRecord(models.AbstractModel):
    """Is about a customer and goes to no customer whom its writer may not see."""

    _name = "care.customer.record"
    _description = "Record that Stays with Its Customer"
    _inherit = ["care.kept.record", "care.profile.link"]

    @api.constrains(lambda self: (self._care_customer,))
    def _check_whole_customer(self):
        for record in self:
            partner = record[self._care_customer]
            customer = partner.commercial_partner_id
            if customer != partner:
                raise ValidationError(
                    self.env._(
                        "This is about a whole customer: choose %(customer)s, not "
                        "%(person)s.",
                        customer=customer.name,
                        person=partner.name,
                    )
                )
