from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..classification.res_partner import CARE_READER, EMPLOYEE


class ResPartner(models.Model):
    """The archive of a customer: a company, or a person who buys."""

    _inherit = "res.partner"

    care_need_level = fields.Selection(
        [("basic", "Basic"), ("standard", "Standard"), ("high", "High")],
        string="Need for Service",
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
    care_yearly_spend = fields.Float(
        string="Yearly Spend in Our Field",
        company_dependent=True,
        digits="Product Price",
        groups=CARE_READER,
        help="Our estimate of what the customer spends with everybody, in the currency "
        "of our company.",
    )
    care_spend_share = fields.Float(
        string="Our Share",
        compute="_compute_care_spend_share",
        compute_sudo=False,
        groups=CARE_READER,
        help="Revenue of the window, as of one year, in the yearly spend.",
    )
    care_team_ids = fields.One2many(
        "care.team.member", "partner_id", string="Customer Team", groups=CARE_READER
    )

    # the profile is found, and read, with the rights of the user
    @api.depends("care_yearly_spend", "care_profile_id")
    @api.depends_context("company", "uid")
    def _compute_care_spend_share(self):
        # sudo: the window of the policy is no secret
        policy = self.env["care.policy"].sudo()._get()
        yearly = 12 / policy.window_months
        for partner in self:
            profile = partner.care_profile_id
            revenue = profile.order_count * profile.average_order * yearly
            spend = partner.care_yearly_spend
            partner.care_spend_share = revenue / spend if spend > 0 else 0.0

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
