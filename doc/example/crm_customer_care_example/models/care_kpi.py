from odoo import api, models
from odoo.tools import SQL

from odoo.addons.crm_customer_care.models.management.care_kpi import KpiMeasure


class CareKpi(models.Model):
    """Of the contracts that end in a month: how many were renewed."""

    _inherit = "care.kpi"

    @api.model
    def _get_measures(self):
        renewed = KpiMeasure(
            self.env._("Contracts Renewed"), "care.contract", self._rows_contracts
        )
        return {**super()._get_measures(), "contracts_renewed": renewed}

    def _rows_contracts(self, policy, period):
        return SQL(
            """SELECT c.user_id, c.id AS res_id,
                      (c.state = 'renewed')::int AS numerator, 1 AS denominator
                 FROM care_contract c
                WHERE c.company_id = %s AND c.end_date BETWEEN %s AND %s""",
            policy.company_id.id,
            period.first,
            period.end,
        )
