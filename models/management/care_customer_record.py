from odoo import api, models
from odoo.exceptions import AccessError, ValidationError


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

    def _check_own_customers(self, name):
        """Refuse customers of others in a field: figures of theirs would be told here.

        Rules can't: who is in charge of a record sees it, but whoever enters one may
        say that he is.
        """
        if self.env.su:
            return
        profiles = self.env["care.profile"].with_context(active_test=False)
        domain = [("partner_id", "in", self[name].ids)]
        domain += [("company_id", "in", self.company_id.ids)]
        # sudo: what the user may not see is what has to be kept from him
        found = profiles.sudo().search(domain).sudo(False)
        for profile in found - found._filtered_access("read"):
            customer = profile.sudo().partner_id  # sudo: its name was entered
            raise AccessError(
                self.env._(
                    "Others look after %(customer)s: ask %(who)s, or a manager, to "
                    "enter this.",
                    customer=customer.name,
                    who=customer._get_care_whom_to_ask()[customer.id],
                )
            )
