from odoo import models


class ResPartner(models.Model):
    """Whom one better does not write to for a while."""

    _inherit = "res.partner"

    def _care_hold_back(self):
        """Hook: return {contact: reason} of those among these contacts to whom nothing
        friendly is sent by itself. Areas that know of trouble extend it."""
        return {}
