from odoo import api, models

from ..classification.care_profile_refresh import ACTIVE


class CareProfile(models.Model):
    """The refresh counts what referrals brought."""

    _inherit = "care.profile"

    @api.model
    def _refresh(self, companies=None, as_of=None):
        result = super()._refresh(companies, as_of)
        referrals = self.env["care.referral"]
        # sudo: the refresh looks at all companies
        for company in companies or self.env["res.company"].sudo().search(ACTIVE):
            referrals._refresh_company_values(company)
        return result

    def _refresh_recent_company(self, policy):
        result = super()._refresh_recent_company(policy)
        self.env["care.referral"]._refresh_company_values(policy.company_id)
        return result
