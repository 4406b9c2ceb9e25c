from odoo import models
from odoo.tools import SQL


class CarePolicy(models.Model):
    """A contract is a purchase on the day on which it was signed."""

    _inherit = "care.policy"

    def _care_purchase_sources(self):
        contracts = SQL(
            """SELECT c.signed_date AS date, p.commercial_partner_id AS partner_id,
                      c.fee AS amount, c.name AS reference
                 FROM care_contract c
                 JOIN %s p ON p.id = c.partner_id
                WHERE c.company_id = %s""",
            self._get_contacts(),
            self.company_id.id,
        )
        return {**super()._care_purchase_sources(), "contracts": contracts}

    def _care_recent_sources(self, since):
        recent = SQL(
            "SELECT c.partner_id FROM care_contract c WHERE c.write_date >= %s", since
        )
        return {**super()._care_recent_sources(since), "contracts": recent}
