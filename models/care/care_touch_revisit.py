from odoo import models


class CareTouch(models.Model):
    """A contact moves what is planned next, by whatever path it came."""

    _inherit = "care.touch"

    def _refresh_last(self, others=None):
        result = super()._refresh_last(others)
        customers = self.exists().commercial_partner_id
        self.env["care.revisit"]._replan(
            customers | (others or self.env["res.partner"])
        )
        return result

    def _care_touches_logged(self):
        result = super()._care_touches_logged()
        self.env["care.revisit"]._replan(self.commercial_partner_id)
        return result
