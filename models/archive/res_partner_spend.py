from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..classification.res_partner import APART, CARE_READER


class ResPartner(models.Model):
    """What a customer spends in our field, and how much of it with us."""

    _inherit = "res.partner"

    care_yearly_spend = fields.Float(
        string="Yearly Spend in Our Field",
        company_dependent=True,
        digits="Product Price",
        prefetch=APART,
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

    @api.constrains("care_yearly_spend")
    def _check_care_yearly_spend(self):
        if any(partner.care_yearly_spend < 0 for partner in self):
            raise ValidationError(
                self.env._("The yearly spend is an amount of 0 or more.")
            )
