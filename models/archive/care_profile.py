from odoo import models


class CareProfile(models.Model):
    _inherit = "care.profile"

    def _follow_partners(self, partners):
        """A team goes with its customer where that becomes part of another one."""
        result = super()._follow_partners(partners)
        self.env["care.team.member"]._follow_partners(partners)
        return result
