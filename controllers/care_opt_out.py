from werkzeug.exceptions import NotFound

from odoo import http
from odoo.http import request


class CareOptOut(http.Controller):
    """The page on which a contact refuses mails that are sent by themselves."""

    @http.route(
        "/care/opt-out/<int:contact_id>/<string:token>",
        type="http",
        auth="public",
        methods=["GET", "POST"],
        csrf=False,
        sitemap=False,
    )
    def opt_out(self, contact_id, token, **_post):
        # sudo: the token tells who it is
        contact = request.env["res.partner"].sudo().browse(contact_id).exists()
        if not contact or not contact._check_care_opt_out_token(token):
            raise NotFound
        contact = contact.with_context(lang=contact.lang or request.env.lang)
        # mail programs follow links by themselves: only who confirms is taken off
        is_done = request.httprequest.method == "POST"
        if is_done:
            contact._care_opt_out()
        return request.env(context=contact.env.context)["ir.ui.view"]._render_template(
            "crm_customer_care.care_opt_out_page",
            {"contact": contact, "is_done": is_done, "company": request.env.company},
        )
