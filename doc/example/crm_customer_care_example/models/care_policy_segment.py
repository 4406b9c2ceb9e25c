from odoo import models
from odoo.tools import SQL


class CarePolicy(models.Model):
    """A customer with a contract in dispute is marginal, whatever it buys."""

    _inherit = "care.policy"

    def _care_segment_signals(self, settings):
        disputed = SQL(
            """SELECT p.commercial_partner_id AS partner_id, 'marginal' AS signal
                 FROM care_contract c
                 JOIN res_partner p ON p.id = c.partner_id
                WHERE c.company_id = %s AND c.state = 'disputed'""",
            self.company_id.id,
        )
        return {**super()._care_segment_signals(settings), "contracts": disputed}
