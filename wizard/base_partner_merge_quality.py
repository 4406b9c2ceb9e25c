from odoo import models


class BasePartnerMergeAutomaticWizard(models.TransientModel):
    _inherit = "base.partner.merge.automatic.wizard"

    def _care_keep_on_merge(self, src_partners, dst_partner):
        result = super()._care_keep_on_merge(src_partners, dst_partner)
        # sudo: what belongs to merged contacts stays together, whoever merges them
        self.env["care.profile"].sudo()._merge_verifications(src_partners, dst_partner)
        self.env["care.audit"].sudo()._merge_audits(src_partners, dst_partner)
        return result

    def _update_foreign_keys(self, src_partners, dst_partner):
        result = super()._update_foreign_keys(src_partners, dst_partner)
        self.env["care.profile"]._note_completeness(dst_partner)
        return result
