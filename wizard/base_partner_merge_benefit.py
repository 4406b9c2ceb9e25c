from odoo import models
from odoo.fields import Domain
from odoo.tools import SQL

TERMS = ("sales_mode", "special_terms", "special_terms_until")


class BasePartnerMergeAutomaticWizard(models.TransientModel):
    """Benefits, terms and referrals of merged contacts become those of one."""

    _inherit = "base.partner.merge.automatic.wizard"

    def _care_keep_on_merge(self, src_partners, dst_partner):
        result = super()._care_keep_on_merge(src_partners, dst_partner)
        self._care_end_benefits(src_partners, dst_partner)
        self._care_join_terms(src_partners, dst_partner)
        self._care_join_referrals(src_partners, dst_partner)
        self.env.flush_all()
        return result

    def _care_end_benefits(self, src_partners, dst_partner):
        """Give back what the sources were granted, so that only what was chosen by
        hand is taken over; the tier of the remaining one decides anew."""
        # sudo: benefits follow the tier, whoever merges contacts
        grants = self.env["care.benefit.grant"].sudo()
        current = grants.search(
            [
                ("partner_id", "in", (src_partners | dst_partner).ids),
                ("is_current", "=", True),
            ]
        )
        kept = current.filtered(lambda grant: grant.partner_id == dst_partner)
        known = {(grant.company_id, grant.benefit_id) for grant in kept}
        ended = grants.browse()
        for grant in current - kept:
            key = (grant.company_id, grant.benefit_id)
            if grant.state != "refused" or key in known:
                ended |= grant
            known.add(key)
        for company, own in ended.grouped("company_id").items():
            policy = self.env["care.policy"]._get(company)
            own._end("merged", policy._get_today())
        if ended:
            self.env["care.policy"]._ask_for_benefits()

    def _care_join_terms(self, src_partners, dst_partner):
        """Fill in what the remaining terms do not say."""
        # sudo: as above
        accounts = self.env["care.account"].sudo()
        merged = [("partner_id", "in", (src_partners | dst_partner).ids)]
        for own in accounts.search(merged, order="id").grouped("company_id").values():
            own = own.sorted(lambda account: account.partner_id != dst_partner)
            for name in TERMS:
                values = [account[name] for account in own if account[name]]
                own[0][name] = values[0] if values else False

    def _care_join_referrals(self, src_partners, dst_partner):
        """Of several who brought the same customer the first one counts."""
        # sudo: as above
        referrals = self.env["care.referral"].sudo()
        brought = referrals.search(
            [
                ("referred_customer_id", "in", (src_partners | dst_partner).ids),
                ("state", "!=", "lost"),
            ],
            order="date, id",
        )
        for own in brought.grouped("company_id").values():
            own[1:].state = "lost"

    def _update_foreign_keys(self, src_partners, dst_partner):
        result = super()._update_foreign_keys(src_partners, dst_partner)
        self.env.cr.execute(self._care_follow_customer("care_referral", dst_partner))
        self.env.cr.execute(
            SQL(
                """UPDATE care_referral SET referred_customer_id = %s
                    WHERE referred_id = %s""",
                dst_partner.commercial_partner_id.id,
                dst_partner.id,
            )
        )
        self.env.invalidate_all()
        self._care_break_circles(dst_partner.commercial_partner_id)
        return result

    def _care_break_circles(self, customer):
        """Whoever was merged with somebody that it brought has brought nobody."""
        # sudo: as above
        referrals = self.env["care.referral"].sudo()
        found = Domain("commercial_partner_id", "=", customer.id)
        found |= Domain("referred_customer_id", "=", customer.id)
        for referral in referrals.search(found, order="date desc, id desc"):
            if referral._is_circular():
                referral.state = "lost"
        self.env.flush_all()
