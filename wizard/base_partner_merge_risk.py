from odoo import models


class BasePartnerMergeAutomaticWizard(models.TransientModel):
    """Of two warnings of one reason the older one stays, and knows what the other
    did; of two losses the first."""

    _inherit = "base.partner.merge.automatic.wizard"

    def _care_keep_on_merge(self, src_partners, dst_partner):
        result = super()._care_keep_on_merge(src_partners, dst_partner)
        # sudo: who may merge contacts may merge what warns of their loss
        self.env["care.risk"].sudo()._merge_partners(src_partners, dst_partner)
        self.env["care.loss"].sudo()._merge_partners(src_partners, dst_partner)
        self.env.flush_all()
        return result

    def _update_foreign_keys(self, src_partners, dst_partner):
        result = super()._update_foreign_keys(src_partners, dst_partner)
        for name in ("care.risk", "care.loss"):
            # sudo: as above
            self.env[name].sudo()._move_to_customer(dst_partner)
        return result
