from odoo import api, models


class CareProfile(models.Model):
    """A rise of the customer is worth something to its open complaints at once."""

    _inherit = "care.profile"

    @api.model
    def _refresh(self, companies=None, as_of=None):
        result = super()._refresh(companies, as_of)
        self.env["care.complaint"]._follow_tiers()
        return result

    def _refresh_recent_company(self, policy):
        result = super()._refresh_recent_company(policy)
        self.env["care.complaint"]._follow_tiers()
        return result

    def _settle_locks(self, *args):
        result = super()._settle_locks(*args)
        self.env["care.complaint"]._follow_tiers()
        return result
