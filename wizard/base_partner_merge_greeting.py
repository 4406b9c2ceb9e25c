from odoo import models

from ..tools.greeting_ledger_sql import merged, merged_notices

DOUBLES = {"care.greeting": merged, "care.notice.line": merged_notices}


class BasePartnerMergeAutomaticWizard(models.TransientModel):
    """Who was greeted or told once is not greeted or told again after a merge."""

    _inherit = "base.partner.merge.automatic.wizard"

    def _care_keep_on_merge(self, src_partners, dst_partner):
        """Of two rows of one occasion or notice keep the one that came further."""
        result = super()._care_keep_on_merge(src_partners, dst_partner)
        self.env.flush_all()
        contacts = src_partners | dst_partner
        for name, find in DOUBLES.items():
            rows = self.env.execute_query(find(contacts.ids, dst_partner.id))
            # sudo: who may merge contacts may merge what is planned for them
            doubles = self.env[name].sudo().browse(row[0] for row in rows)
            doubles.activity_id._with_care_planner().unlink()
            doubles.unlink()
        self.env.flush_all()
        return result

    def _update_foreign_keys(self, src_partners, dst_partner):
        result = super()._update_foreign_keys(src_partners, dst_partner)
        for name in DOUBLES:
            model = self.env[name]
            query = self._care_follow_customer(model._table, dst_partner)
            self.env.cr.execute(query)
            model.invalidate_model(flush=False)
        return result
