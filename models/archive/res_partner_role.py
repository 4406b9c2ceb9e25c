from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Command

from ..classification.res_partner import CARE_READER


class ResPartner(models.Model):
    """What a person is at the customer to whom it belongs, seen from the person."""

    _inherit = "res.partner"

    care_is_decision_maker = fields.Boolean(
        string="Decision Maker",
        compute="_compute_care_roles",
        inverse="_inverse_care_is_decision_maker",
        compute_sudo=False,
        groups=CARE_READER,
    )
    care_is_sponsor = fields.Boolean(
        string="Sponsor",
        compute="_compute_care_roles",
        inverse="_inverse_care_is_sponsor",
        compute_sudo=False,
        groups=CARE_READER,
        help="Stands up for us at this customer.",
    )

    @api.depends(
        "commercial_partner_id.care_decision_maker_ids",
        "commercial_partner_id.care_sponsor_id",
    )
    def _compute_care_roles(self):
        for person in self:
            customer, own = person.commercial_partner_id, person._origin
            person.care_is_decision_maker = own in customer.care_decision_maker_ids
            person.care_is_sponsor = own and own == customer.care_sponsor_id

    def _inverse_care_is_decision_maker(self):
        for person in self:
            command = Command.link if person.care_is_decision_maker else Command.unlink
            customer = person._get_care_customer(person.care_is_decision_maker)
            customer.care_decision_maker_ids = [command(person.id)]

    def _inverse_care_is_sponsor(self):
        for person in self:
            customer = person._get_care_customer(person.care_is_sponsor)
            if person.care_is_sponsor:
                customer.care_sponsor_id = person
            elif customer.care_sponsor_id == person:
                customer.care_sponsor_id = False

    def _get_care_customer(self, must):
        """The customer at whom a person has a role."""
        customer = self.commercial_partner_id - self
        if must and not customer:
            raise ValidationError(
                self.env._(
                    "%(person)s belongs to no company: choose one first, then say what "
                    "the person is there.",
                    person=self.display_name,
                )
            )
        return customer
