from odoo import http
from odoo.http import request

from odoo.addons.web.controllers.vcard import Partner


class CareVcardController(Partner):
    @http.route()
    def download_vcard(self, partner_ids=None, partner=None, **kwargs):
        numbers = [
            int(part) for part in (partner_ids or "").split(",") if part.isdigit()
        ]
        partners = request.env["res.partner"].browse(numbers) | (
            partner or request.env["res.partner"]
        )
        if not partners.exists():
            raise request.not_found()
        partners._export_care_vcards()
        return super().download_vcard(
            partner_ids=partner_ids, partner=partner, **kwargs
        )
