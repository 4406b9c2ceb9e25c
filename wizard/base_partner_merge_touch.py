from odoo import models
from odoo.tools import SQL

from ..tools import touch_sql


class BasePartnerMergeAutomaticWizard(models.TransientModel):
    """The contact logs of merged customers become one, each fact once."""

    _inherit = "base.partner.merge.automatic.wizard"

    def _care_keep_on_merge(self, src_partners, dst_partner):
        result = super()._care_keep_on_merge(src_partners, dst_partner)
        ids = (src_partners.ids, dst_partner.commercial_partner_id.id)
        self.env.cr.execute(touch_sql.drop_merged(*ids))
        self.env.cr.execute(touch_sql.rename_merged(*ids))
        return result

    def _update_foreign_keys(self, src_partners, dst_partner):
        before = (src_partners | dst_partner).commercial_partner_id
        result = super()._update_foreign_keys(src_partners, dst_partner)
        for table in ("care_touch", "care_need"):
            self.env.cr.execute(self._care_follow_customer(table, dst_partner))
        self.env.invalidate_all()
        customers = (before | dst_partner.commercial_partner_id) - src_partners
        self.env["care.profile"]._refresh_touches(customers)
        return result

    def _care_follow_customer(self, table, partner):
        """UPDATE of the customer of rows that came to a person of one."""
        return SQL(
            """UPDATE %s t SET commercial_partner_id = p.commercial_partner_id
                 FROM res_partner p
                WHERE p.id = t.partner_id AND t.commercial_partner_id = %s
                  AND t.commercial_partner_id <> p.commercial_partner_id""",
            SQL.identifier(table),
            partner.id,
        )
