from odoo import models
from odoo.http import request

ARCHIVE_CALL = "/res.users/action_archive"


class ResUsers(models.Model):
    """Who leaves hands his customers over first."""

    _inherit = "res.users"

    def action_archive(self):
        leaver = self._find_care_leaver()
        return leaver._open_care_handover() if leaver else super().action_archive()

    def _find_care_leaver(self):
        """The first of these users who still has customers, where somebody archives
        them by hand and may hand customers over; jobs and addons archive at once."""
        by_hand = request and request.httprequest.path.endswith(ARCHIVE_CALL)
        if not by_hand or not self.env["care.handover"].has_access("create"):
            return self.browse()
        # sudo: that a user has customers is told to who may hand them over
        profiles = self.env["care.profile"].sudo()
        owned = profiles.search([("user_id", "in", self.ids)], limit=1)
        return owned.user_id.with_env(self.env)

    def _open_care_handover(self):
        # sudo: the company of a customer tells nothing
        profiles = self.env["care.profile"].sudo()
        owned = profiles.search([("user_id", "=", self.id)])
        company = owned.company_id & self.env.companies or owned.company_id
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Hand Customers Over"),
            "res_model": "care.handover",
            "view_mode": "form",
            "views": [(False, "form")],
            "context": {
                "default_kind": "user",
                "default_old_user_id": self.id,
                "default_archive_user": True,
                "default_company_id": company[:1].id,
            },
        }
