from odoo import models
from odoo.tools import SQL


class CareGift(models.Model):
    """A benefit raises what may be given in gifts."""

    _inherit = "care.gift"

    def _get_budget_sources(self):
        more = SQL(
            """SELECT g.partner_id, g.company_id, (g.value #>> '{}')::numeric AS amount
                 FROM care_benefit_grant g
                WHERE g.is_current AND g.state = 'granted' AND g.kind = 'gift_budget'"""
        )
        return {**super()._get_budget_sources(), "benefits": more}
