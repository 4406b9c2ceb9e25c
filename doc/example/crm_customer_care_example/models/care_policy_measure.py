from odoo import fields, models
from odoo.tools import SQL


class CarePolicy(models.Model):
    """Customers may be compared by the fees of their contracts alone."""

    _inherit = "care.policy"

    measure = fields.Selection(
        selection_add=[("fees", "Fees of contracts")],
        ondelete={"fees": "set default"},
    )

    def _care_measure_sources(self):
        if self.measure != "fees":
            return super()._care_measure_sources()
        fees = SQL(
            """SELECT c.signed_date AS date, p.commercial_partner_id AS partner_id,
                      c.fee AS amount
                 FROM care_contract c
                 JOIN %s p ON p.id = c.partner_id
                WHERE c.company_id = %s""",
            self._get_contacts(),
            self.company_id.id,
        )
        return {**super()._care_measure_sources(), "fees": fees}
