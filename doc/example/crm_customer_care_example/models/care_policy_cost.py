from odoo import models
from odoo.tools import SQL


class CarePolicy(models.Model):
    """Inspections are part of what it costs to serve a customer."""

    _inherit = "care.policy"

    def _care_cost_sources(self):
        inspections = SQL(
            """SELECT i.commercial_partner_id AS partner_id, i.cost AS amount
                 FROM care_inspection i
                WHERE i.company_id = %s AND %s""",
            self.company_id.id,
            self._within_window(SQL("i.done_date")),
        )
        return {**super()._care_cost_sources(), "inspections": inspections}
