from odoo import api, models


class ResUsers(models.Model):
    _inherit = "res.users"

    @api.ondelete(at_uninstall=False)
    def _unlink_care_verifier(self):
        self.env["care.profile"]._forget_targets("verified_user_id", self)
