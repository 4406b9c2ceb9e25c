from odoo import api, models


class ResPartner(models.Model):
    """What persons brought, and who brought them, stays with their company."""

    _inherit = "res.partner"

    def _get_care_history(self):
        # sudo: history is kept, whoever may delete the contact
        referrals = self.env["care.referral"].sudo()
        own = referrals.search([("partner_id", "in", self.ids)])
        return [*super()._get_care_history(), own]

    @api.ondelete(at_uninstall=False)
    def _unlink_keep_referred(self):
        # sudo: as above
        referrals = self.env["care.referral"].sudo()
        for referral in referrals.search([("referred_id", "in", self.ids)]):
            if referral.referred_customer_id not in self:
                referral.referred_id = referral.referred_customer_id
