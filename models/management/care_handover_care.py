from odoo import api, models

from ...tools import greeting_ledger_sql
from .care_handover_movable import Movable


class CareHandover(models.Model):
    """Who takes over a customer greets it, hands gifts over and puts things right."""

    _inherit = "care.handover"

    @api.model
    def _get_movables(self):
        waiting = (("state", "in", greeting_ledger_sql.OPEN),)
        planned = (("state", "=", "planned"),)
        unsolved = (("state", "=", "open"),)
        return [
            *super()._get_movables(),
            Movable("care.greeting", "user_id", "commercial_partner_id", waiting),
            Movable("care.gift", "user_id", "partner_id", planned),
            Movable("care.complaint.action", "user_id", "partner_id", unsolved),
        ]
