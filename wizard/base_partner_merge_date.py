from odoo import models


class BasePartnerMergeAutomaticWizard(models.TransientModel):
    _inherit = "base.partner.merge.automatic.wizard"

    def _care_keep_on_merge(self, src_partners, dst_partner):
        result = super()._care_keep_on_merge(src_partners, dst_partner)
        # sudo: dates of merged contacts stay together, whoever merges them
        self.env["care.date"].sudo()._merge_partners(src_partners, dst_partner)
        return result

    def _update_foreign_keys(self, src_partners, dst_partner):
        result = super()._update_foreign_keys(src_partners, dst_partner)
        # sudo: they follow their contact, whoever merges it
        dates = self.env["care.date"].sudo()
        dates = dates.search([("partner_id", "=", dst_partner.id)])
        for name in ("commercial_partner_id", "next_date"):
            self.env.add_to_compute(dates._fields[name], dates)
        return result
