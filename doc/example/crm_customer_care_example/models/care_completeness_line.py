from odoo import models
from odoo.tools import SQL

from odoo.addons.crm_customer_care.tools.completeness_sql import Check


class CareCompletenessLine(models.Model):
    """Of key customers one should know the contract."""

    _inherit = "care.completeness.line"

    def _get_checks(self):
        condition = SQL(
            "EXISTS (SELECT FROM care_contract x WHERE x.partner_id = p.id)"
        )
        contract = Check(
            self.env._("Maintenance contract"),
            condition,
            fields=("care_contract_ids",),
            applies_to="company",
            weight=0,
            key_weight=2,
        )
        return {**super()._get_checks(), "contract": contract}
