from odoo import models


class CareRevisit(models.Model):
    _inherit = "care.revisit"

    def _get_reasons(self):
        return {
            **super()._get_reasons(),
            "let_go": self.env._("The customer was let go."),
        }
