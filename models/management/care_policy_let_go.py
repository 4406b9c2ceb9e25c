from odoo import models
from odoo.tools import SQL


class CarePolicy(models.Model):
    """With customers that were let go nothing is planned."""

    _inherit = "care.policy"

    def _care_cadence_excluded(self):
        return {**super()._care_cadence_excluded(), "let_go": self._let_go()}

    def _let_go(self):
        return SQL(
            """SELECT x.partner_id FROM care_let_go x
                WHERE x.company_id = %s AND x.state = 'active'
                  AND (x.until IS NULL OR x.until >= %s)""",
            self.company_id.id,
            self._get_today(),
        )
