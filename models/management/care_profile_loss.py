from odoo import fields, models


class CareProfile(models.Model):
    """Lost customers that buy again have returned, before they are classified."""

    _inherit = "care.profile"

    def _refresh_company(self, company, as_of=None):
        policy = self.env["care.policy"]._get(company)
        day = fields.Date.to_date(as_of) or policy._get_today()
        self.env["care.loss"]._follow_purchases(policy, day)
        return super()._refresh_company(company, as_of)

    def _refresh_recent_company(self, policy):
        self.env["care.loss"]._follow_purchases(policy, policy._get_today())
        return super()._refresh_recent_company(policy)
