from odoo import models
from odoo.tools import SQL


class CarePolicy(models.Model):
    """While a contract is in dispute, lawyers talk to the customer."""

    _inherit = "care.policy"

    def _care_cadence_excluded(self):
        disputed = SQL(
            """SELECT p.commercial_partner_id AS partner_id
                 FROM care_contract c
                 JOIN res_partner p ON p.id = c.partner_id
                WHERE c.company_id = %s AND c.state = 'disputed'""",
            self.company_id.id,
        )
        return {**super()._care_cadence_excluded(), "disputed": disputed}


class CareRevisit(models.Model):
    _inherit = "care.revisit"

    def _get_reasons(self):
        reason = self.env._("A contract with the customer is in dispute.")
        return {**super()._get_reasons(), "disputed": reason}
