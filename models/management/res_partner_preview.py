from odoo import api, models


class ResPartner(models.Model):
    _inherit = "res.partner"

    @api.ondelete(at_uninstall=False)
    def _unlink_preview_lines(self):
        # sudo: of whosever what-if; they have no foreign key
        lines = self.env["care.policy.preview.line"].sudo()
        lines.search([("partner_id", "in", self.ids)]).unlink()
