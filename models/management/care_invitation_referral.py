from odoo import models


class CareInvitation(models.Model):
    """Whom the guests of an event brought."""

    _inherit = "care.invitation"

    def _get_referral_count(self, customers):
        count = super()._get_referral_count(customers)
        first, last = self._get_result_days()
        if not customers or not first:
            return count
        # sudo: what customers brought whose attendance the reader may see
        referrals = self.env["care.referral"].sudo()
        return count + referrals.search_count(
            [
                ("commercial_partner_id", "in", customers.ids),
                ("company_id", "=", self.company_id.id),
                ("date", ">=", first),
                ("date", "<=", last),
                ("state", "!=", "lost"),
            ]
        )
