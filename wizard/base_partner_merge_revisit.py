from odoo import models


class BasePartnerMergeAutomaticWizard(models.TransientModel):
    _inherit = "base.partner.merge.automatic.wizard"

    def _care_keep_on_merge(self, src_partners, dst_partner):
        """What was planned for the merged contacts is planned anew for the target."""
        result = super()._care_keep_on_merge(src_partners, dst_partner)
        # sudo: who may merge contacts may merge what is planned for them
        revisits = self.env["care.revisit"].sudo()
        revisits.search(
            [("partner_id", "in", src_partners.ids), ("state", "=", "planned")]
        )._end("cancelled", self.env._("The customer was merged with another one."))
        self.env.flush_all()
        return result
