from odoo import api, models

from odoo.addons.crm_customer_care.models.management.care_handover_movable import (
    Movable,
)


class CareHandover(models.Model):
    """Contracts that run go to whoever takes over their customer."""

    _inherit = "care.handover"

    @api.model
    def _get_movables(self):
        running = (("state", "in", ("active", "disputed")),)
        contracts = Movable("care.contract", "user_id", "partner_id", running)
        return [*super()._get_movables(), contracts]
