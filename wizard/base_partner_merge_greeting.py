from odoo import models

from ..tools.greeting_ledger_sql import merged


class BasePartnerMergeAutomaticWizard(models.TransientModel):
    """Who was greeted once is not greeted again after a merge."""

    _inherit = "base.partner.merge.automatic.wizard"

    def _care_keep_on_merge(self, src_partners, dst_partner):
        """Of two rows of one occasion keep the one that came further."""
        result = super()._care_keep_on_merge(src_partners, dst_partner)
        self.env.flush_all()
        contacts = src_partners | dst_partner
        rows = self.env.execute_query(merged(contacts.ids, dst_partner.id))
        # sudo: who may merge contacts may merge what is planned for them
        doubles = self.env["care.greeting"].sudo().browse(row[0] for row in rows)
        doubles.activity_id._with_care_planner().unlink()
        doubles.unlink()
        self.env.flush_all()
        return result

    def _update_foreign_keys(self, src_partners, dst_partner):
        result = super()._update_foreign_keys(src_partners, dst_partner)
        query = self._care_follow_customer("care_greeting", dst_partner)
        self.env.cr.execute(query)
        self.env["care.greeting"].invalidate_model(flush=False)
        return result
