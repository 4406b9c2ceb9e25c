from odoo import fields, models

from ..classification.res_partner import EMPLOYEE


class ResPartner(models.Model):
    _inherit = "res.partner"

    care_banner = fields.Html(
        compute="_compute_care_banner", sanitize=False, groups=EMPLOYEE
    )

    def _care_contact_warnings(self):
        """Return what to know before contacting this one contact, gravest first.

        Each is a dict {"level": "danger" | "warning" | "info", "text": str}. Areas that
        know more extend it.
        """
        self.ensure_one()
        return []

    def _compute_care_banner(self):
        for partner in self:
            partner.care_banner = False
