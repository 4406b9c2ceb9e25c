from werkzeug.exceptions import NotFound

from odoo import http
from odoo.exceptions import UserError
from odoo.http import request
from odoo.tools import plaintext2html

from ..models.complaint.care_complaint_portal import SUBJECT_LIMIT
from .portal import ComplaintPortal

FILES = 10
MEGABYTE = 1024 * 1024
TEXTS = ("subject", "description", "wanted_remedy", "customer_loss")
KINDS = ("complaint", "suggestion", "praise")


class NewComplaintPortal(ComplaintPortal):
    """A customer who is logged in complains, with files."""

    @http.route(
        "/my/complaints/new",
        type="http",
        auth="user",
        website=True,
        methods=["GET", "POST"],
    )
    def portal_new_complaint(self, **post):
        if not request.env["care.complaint"].has_access("read"):
            raise NotFound()
        values = {
            **self._prepare_portal_layout_values(),
            "page_name": "complaint",
            "new_complaint": True,
            "orders": self._get_own_orders(),
            "file_limit": self._get_complaint_policy().complaint_file_limit,
            "subject_limit": SUBJECT_LIMIT,
            "post": post,
        }
        if request.httprequest.method == "POST":
            try:
                complaint = self._create_complaint(post)
                return request.redirect(f"{complaint.access_url}?message=new")
            except UserError as error:
                values["error"] = str(error)
        return request.render("crm_customer_care.portal_new_complaint", values)

    def _get_complaint_policy(self):
        # sudo: limits bind customers too
        return request.env["care.policy"].sudo()._get(request.env.company)

    def _get_own_orders(self):
        """Orders that the customer may choose from, the latest first."""
        orders = request.env["sale.order"]
        if not orders.has_access("read"):
            return orders
        customer = request.env.user.partner_id.commercial_partner_id
        domain = [
            ("partner_id", "child_of", customer.ids),
            ("state", "=", "sale"),
            ("company_id", "=", request.env.company.id),
        ]
        # sudo: shown are orders that were found with the rights of the customer
        return orders.search(domain, order="date_order desc", limit=50).sudo()

    def _create_complaint(self, post):
        values = self._read_complaint(post)
        files = self._read_files()
        author = request.env.user.partner_id
        # sudo: customers open complaints of their own, of what was checked above
        complaint = request.env["care.complaint"].sudo().create(values)
        complaint.message_subscribe(partner_ids=author.ids)
        if files:
            text = request.env._("Files of the complaint")
            complaint._portal_say(text, author, attachments=files)
        return complaint

    def _read_complaint(self, post):
        """Values of a new complaint; UserError with what to do where they don't do."""
        texts = {name: self._read_text(post, name) for name in TEXTS}
        if not texts["subject"] or not texts["description"]:
            raise UserError(
                request.env._(
                    "Tell us in a few words what it is about, and what happened."
                )
            )
        kind = post.get("kind") or "complaint"
        order = (post.get("order_id") or "").strip()
        if (
            kind not in KINDS
            or order
            and order not in map(str, self._get_own_orders().ids)
        ):
            raise UserError(
                request.env._("Please choose one of the orders in the list.")
            )
        return {
            **texts,
            "description": plaintext2html(texts["description"]),
            "kind": kind,
            "order_id": int(order) if order else False,
            "partner_id": request.env.user.partner_id.id,
            "company_id": request.env.company.id,
        }

    def _read_files(self):
        """Chosen files as (name, content)."""
        limit = self._get_complaint_policy().complaint_file_limit
        chosen = request.httprequest.files.getlist("files")
        chosen = [file for file in chosen if file.filename]
        if len(chosen) > FILES:
            raise UserError(
                request.env._(
                    "Please attach at most %(count)s files; more can be added later.",
                    count=FILES,
                )
            )
        files = []
        for file in chosen:
            content = file.stream.read(limit * MEGABYTE + 1)
            if len(content) > limit * MEGABYTE:
                raise UserError(
                    request.env._(
                        "%(file)s is larger than %(limit)s MB. Choose a smaller one; "
                        "your text is still here.",
                        file=file.filename,
                        limit=limit,
                    )
                )
            files.append((file.filename[:200], content))
        return files
