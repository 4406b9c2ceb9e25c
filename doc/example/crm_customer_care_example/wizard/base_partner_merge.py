from datetime import date

from odoo import models


class BasePartnerMergeAutomaticWizard(models.TransientModel):
    """Of merged contacts the machines that were counted last are those that are there:
    Odoo would keep the number of the contact that stays."""

    _inherit = "base.partner.merge.automatic.wizard"

    def _care_keep_on_merge(self, src_partners, dst_partner):
        result = super()._care_keep_on_merge(src_partners, dst_partner)
        partners = dst_partner | src_partners
        last = max(partners, key=lambda one: one.care_machine_date or date.min)
        dst_partner.write(
            {
                "care_machine_count": last.care_machine_count,
                "care_machine_date": last.care_machine_date,
            }
        )
        return result
