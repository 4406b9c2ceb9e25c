from odoo import models
from odoo.tools import SQL

PAIRS = [
    ("care_partner_decision_maker_rel", "person_id"),
    ("care_partner_competitor_rel", "competitor_id"),
]


class BasePartnerMergeAutomaticWizard(models.TransientModel):
    _inherit = "base.partner.merge.automatic.wizard"

    def _care_keep_on_merge(self, src_partners, dst_partner):
        """Keep the latest answer per channel, and pair nobody with itself."""
        result = super()._care_keep_on_merge(src_partners, dst_partner)
        merged = tuple((src_partners | dst_partner).ids)
        self.env.cr.execute(
            SQL(
                """DELETE FROM care_consent c USING care_consent k
                    WHERE c.partner_id IN %(merged)s AND k.partner_id IN %(merged)s
                      AND c.channel_id = k.channel_id
                      AND (c.date, c.state = 'refused', c.id)
                          < (k.date, k.state = 'refused', k.id)""",
                merged=merged,
            )
        )
        self.env.cr.execute(
            SQL(
                """UPDATE res_partner SET care_sponsor_id = NULL
                    WHERE id IN %(merged)s AND care_sponsor_id IN %(merged)s""",
                merged=merged,
            )
        )
        for table, other in PAIRS:
            self.env.cr.execute(
                SQL(
                    "DELETE FROM %s WHERE partner_id IN %s AND %s IN %s",
                    SQL.identifier(table),
                    merged,
                    SQL.identifier(other),
                    merged,
                )
            )
        return result
