from werkzeug.exceptions import NotFound

from odoo import http
from odoo.exceptions import AccessError, MissingError, UserError
from odoo.fields import Domain
from odoo.http import request

from odoo.addons.portal.controllers.portal import CustomerPortal, pager

from ..models.complaint.care_complaint_portal import SUBJECT_LIMIT, TEXT_LIMIT

PAGE = 20


class ComplaintPortal(CustomerPortal):
    """Complaints of the customer who is logged in, or whose link somebody has."""

    def _prepare_home_portal_values(self, counters):
        values = super()._prepare_home_portal_values(counters)
        if "complaint_count" in counters:
            complaints = request.env["care.complaint"]
            values["complaint_count"] = (
                complaints.search_count(self._get_complaint_domain())
                if complaints.has_access("read")
                else 0
            )
        return values

    def _get_complaint_domain(self):
        customer = request.env.user.partner_id.commercial_partner_id
        return Domain("commercial_partner_id", "=", customer.id)

    # list
    def _get_complaint_sortings(self):
        return {
            "date": {"label": request.env._("Newest"), "order": "received_date desc"},
            "old": {"label": request.env._("Oldest"), "order": "received_date"},
            "name": {"label": request.env._("Number"), "order": "name desc"},
            "state": {"label": request.env._("State"), "order": "state"},
        }

    def _get_complaint_filters(self):
        return {
            "all": {"label": request.env._("All"), "domain": Domain.TRUE},
            "open": {
                "label": request.env._("Not Closed"),
                "domain": Domain("is_open", "=", True),
            },
            "answer": {
                "label": request.env._("Wait for my answer"),
                "domain": Domain("state", "=", "communicated"),
            },
            "closed": {
                "label": request.env._("Closed"),
                "domain": Domain("is_open", "=", False),
            },
        }

    @http.route(
        ["/my/complaints", "/my/complaints/page/<int:page>"],
        type="http",
        auth="user",
        website=True,
    )
    def portal_my_complaints(
        self, page=1, sortby=None, filterby=None, search=None, **kw
    ):
        sortings, filters = (
            self._get_complaint_sortings(),
            self._get_complaint_filters(),
        )
        sortby = sortby if sortby in sortings else "date"
        filterby = filterby if filterby in filters else "all"
        domain = filters[filterby]["domain"] & self._get_search_domain(search)
        complaints, pages = self._find_complaints(
            domain,
            order=f"{sortings[sortby]['order']}, id desc",
            page=page,
            url_args={"sortby": sortby, "filterby": filterby, "search": search},
        )
        request.session["my_complaints_history"] = complaints.ids[:100]
        values = {
            **self._prepare_complaints_values(),
            # sudo: the state in words and the like, of what was found above
            "complaints": complaints.sudo(),
            "pager": pages,
            "search": search,
            "searchbar_sortings": sortings,
            "searchbar_filters": filters,
            "sortby": sortby,
            "filterby": filterby,
        }
        return request.render("crm_customer_care.portal_my_complaints", values)

    def _get_search_domain(self, search):
        if not search:
            return Domain.TRUE
        return Domain("name", "ilike", search) | Domain("subject", "ilike", search)

    def _find_complaints(self, domain, order, page, url_args):
        """A page of the customer's complaints, and the pager of all pages."""
        complaints = request.env["care.complaint"]
        domain &= self._get_complaint_domain()
        readable = complaints.has_access("read")
        pages = pager(
            url="/my/complaints",
            url_args=url_args,
            total=complaints.search_count(domain) if readable else 0,
            page=page,
            step=PAGE,
        )
        if readable:
            complaints = complaints.search(
                domain, order=order, limit=PAGE, offset=pages["offset"]
            )
        return complaints, pages

    def _prepare_complaints_values(self):
        number = {"input": "all", "label": request.env._("Number or subject")}
        return {
            **self._prepare_portal_layout_values(),
            "page_name": "complaint",
            "default_url": "/my/complaints",
            "search_in": "all",
            "searchbar_inputs": {"all": number},
        }

    # one complaint
    def _get_complaint(self, complaint_id, access_token=None):
        """The complaint of a customer, as superuser; who may not see it, finds none."""
        if access_token and not access_token.isascii():
            raise NotFound()  # Odoo compares no others
        try:
            return self._document_check_access(
                "care.complaint", complaint_id, access_token
            )
        except (AccessError, MissingError):
            raise NotFound() from None

    @http.route(
        "/my/complaints/<int:complaint_id>",
        type="http",
        auth="public",
        website=True,
        sitemap=False,
    )
    def portal_complaint(self, complaint_id, access_token=None, message=None, **kw):
        complaint = self._get_complaint(complaint_id, access_token)
        return self._render_complaint(complaint, access_token, message, **kw)

    def _render_complaint(self, complaint, access_token, message=None, **kw):
        complaint = complaint.with_context(lang=request.env.lang)
        values = {
            "complaint": complaint,
            "page_name": "complaint",
            "message": message,
            "post": {},
            "action_url": complaint.access_url,
        }
        values.update(kw)
        values = self._get_page_view_values(
            complaint, access_token, values, "my_complaints_history", False, **kw
        )
        if not request.env.user._is_internal():
            # customers who may read here may write to us here
            values.setdefault("token", complaint._portal_ensure_token())
        return request.render("crm_customer_care.portal_complaint_page", values)

    @http.route(
        "/my/complaints/<int:complaint_id>/<any(accept,refuse,reopen,rate):step>",
        type="http",
        auth="public",
        website=True,
        methods=["POST"],
        sitemap=False,
    )
    def portal_complaint_step(self, complaint_id, step, access_token=None, **post):
        complaint = self._get_complaint(complaint_id, access_token)
        user = request.env.user
        if user._is_internal() and not complaint.with_user(user).has_access("write"):
            raise NotFound()
        try:
            self._take_portal_step(complaint, step, post)
        except UserError as error:
            return self._render_complaint(
                complaint, access_token, error=str(error), post=post
            )
        url = f"{complaint.access_url}?message={step}"
        return request.redirect(
            f"{url}&access_token={access_token}" if access_token else url
        )

    def _take_portal_step(self, complaint, step, post):
        complaint = complaint.with_context(lang=request.env.lang)
        note = self._read_text(post, "note")
        author = request.env.user.partner_id
        if request.env.user._is_public():
            author = complaint._get_contact()
        if step == "reopen":
            complaint._portal_reopen(note, author)
        elif step == "rate":
            if post.get("rate") not in ("1", "3", "5"):
                raise UserError(request.env._("Choose one of the three faces."))
            complaint._portal_rate(int(post["rate"]), note)
        else:
            complaint._portal_answer(step == "accept", note, author)

    def _read_text(self, post, name):
        text = (post.get(name) or "").replace("\x00", "").strip()
        limit = SUBJECT_LIMIT if name == "subject" else TEXT_LIMIT
        if len(text) > limit:
            raise UserError(
                request.env._(
                    "Please shorten the text to %(limit)s characters, or attach it as "
                    "a file.",
                    limit=limit,
                )
            )
        return text
