from odoo import api, models


class ResUsers(models.Model):
    _inherit = "res.users"

    @api.ondelete(at_uninstall=False)
    def _unlink_care_references(self):
        self.env["care.profile"]._forget_targets("user_id", self)
        # sudo: what stands in the log is not up to who deletes users
        events = self.env["care.profile.event"].sudo()
        events.search([("user_id", "in", self.ids)]).write({"user_id": False})
