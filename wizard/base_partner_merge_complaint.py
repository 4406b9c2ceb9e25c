from odoo import models
from odoo.tools import SQL

PARTS = (
    "care_complaint_clock",
    "care_complaint_handover",
    "care_complaint_pause",
    "care_complaint_promise",
    "care_compensation",
    "care_satisfaction",
    "care_satisfaction_line",
)


class BasePartnerMergeAutomaticWizard(models.TransientModel):
    """Complaints of merged customers belong to the one that remains."""

    _inherit = "base.partner.merge.automatic.wizard"

    def _update_foreign_keys(self, src_partners, dst_partner):
        result = super()._update_foreign_keys(src_partners, dst_partner)
        self.env.cr.execute(self._care_follow_customer("care_complaint", dst_partner))
        for table in PARTS:
            self.env.cr.execute(self._care_follow_complaint(table, dst_partner))
        self.env.invalidate_all()
        return result

    def _care_follow_complaint(self, table, partner):
        """UPDATE of the customer of parts of complaints that came to a person."""
        return SQL(
            """UPDATE %s t SET partner_id = c.commercial_partner_id
                 FROM care_complaint c
                WHERE c.id = t.complaint_id AND t.partner_id = %s
                  AND t.partner_id <> c.commercial_partner_id""",
            SQL.identifier(table),
            partner.id,
        )
