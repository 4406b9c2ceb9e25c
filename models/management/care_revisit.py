from odoo import models


class CareRevisit(models.Model):
    _inherit = "care.revisit"

    def _get_reasons(self):
        reason = self.env._(
            "The customer is marked as lost: the win-back plan goes on."
        )
        return {**super()._get_reasons(), "lost": reason}
