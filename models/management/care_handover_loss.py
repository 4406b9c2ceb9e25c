from odoo import api, models

from .care_handover_movable import Movable


class CareHandover(models.Model):
    """Who takes over a customer tries to win it back, too."""

    _inherit = "care.handover"

    @api.model
    def _get_movables(self):
        lost = (("state", "=", "lost"),)
        loss = Movable("care.loss", "user_id", "partner_id", lost)
        return [*super()._get_movables(), loss]
