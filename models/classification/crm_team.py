from odoo import models


class CrmTeam(models.Model):
    """Who leads a team sees the customers of its members."""

    _inherit = "crm.team"

    def write(self, vals):
        result = super().write(vals)
        if "user_id" in vals:
            self.env["res.users"]._forget_care_teams()
        return result

    def unlink(self):
        result = super().unlink()
        self.env["res.users"]._forget_care_teams()
        return result
