from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..classification.res_partner import APART, CARE_READER, EMPLOYEE


class ResPartner(models.Model):
    """The archive of a customer: a company, or a person who buys."""

    _inherit = "res.partner"

    care_need_level = fields.Selection(
        [("basic", "Basic"), ("standard", "Standard"), ("high", "High")],
        string="Need for Service",
        prefetch=APART,
        groups=EMPLOYEE,
    )
    care_decision_maker_ids = fields.Many2many(
        "res.partner",
        "care_partner_decision_maker_rel",
        "partner_id",
        "person_id",
        string="Decision Makers",
        groups=CARE_READER,
    )
    care_sponsor_id = fields.Many2one(
        "res.partner",
        string="Sponsor at the Customer",
        index="btree_not_null",
        prefetch=APART,
        groups=CARE_READER,
        help="Who stands up for us there.",
    )
    care_competitor_ids = fields.Many2many(
        "res.partner",
        "care_partner_competitor_rel",
        "partner_id",
        "competitor_id",
        string="Competitors in Play",
        groups=CARE_READER,
    )
    care_switching_barriers = fields.Text(
        string="Switching Barriers",
        prefetch=APART,
        groups=CARE_READER,
        help="What would make it costly for this customer to leave us, or a competitor "
        "for us.",
    )
    care_product_ids = fields.Many2many(
        "product.product",
        "care_partner_product_rel",
        "partner_id",
        "product_id",
        string="Products of Interest",
        groups=CARE_READER,
    )
    care_team_ids = fields.One2many(
        "care.team.member", "partner_id", string="Customer Team", groups=CARE_READER
    )

    @api.constrains("care_decision_maker_ids")
    def _check_care_decision_maker_ids(self):
        for partner in self:
            strangers = partner.care_decision_maker_ids.filtered(
                lambda person, customer=partner: (
                    person.is_company or person.commercial_partner_id != customer
                )
            )
            if strangers:
                raise ValidationError(
                    self.env._(
                        "Decision makers are people of %(customer)s: %(names)s don't "
                        "belong to it.",
                        customer=partner.name,
                        names=", ".join(strangers.mapped("name")),
                    )
                )

    @api.constrains("care_sponsor_id", "care_competitor_ids")
    def _check_care_others(self):
        for partner in self:
            sponsor = partner.care_sponsor_id
            if sponsor.is_company or sponsor == partner:
                raise ValidationError(
                    self.env._(
                        "The sponsor of %(customer)s is a person who stands up for us "
                        "there: choose a person, not a company.",
                        customer=partner.name,
                    )
                )
            if partner in partner.care_competitor_ids:
                raise ValidationError(
                    self.env._(
                        "%(customer)s can't be a competitor for itself.",
                        customer=partner.name,
                    )
                )
