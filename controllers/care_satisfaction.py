from odoo import http
from odoo.exceptions import UserError
from odoo.http import request

from ..models.complaint.care_complaint_portal import TEXT_LIMIT

SCORES = ("1", "2", "3", "4", "5")


class CareSatisfactionController(http.Controller):
    """The survey after a complaint: whoever has the link answers."""

    @http.route(
        "/complaint/satisfaction/<string:token>",
        type="http",
        auth="public",
        website=True,
        methods=["GET", "POST"],
        sitemap=False,
    )
    def survey(self, token, **post):
        # sudo: the token opens this one survey
        survey = request.env["care.satisfaction"].sudo()
        survey = survey.search([("access_token", "=", token)], limit=1)
        if not survey:
            raise request.not_found()
        contact = survey.complaint_id._get_contact()
        if contact.lang and request.env.user._is_public():
            request.update_context(lang=contact.lang)
            survey = survey.with_context(lang=contact.lang)
        values = {"survey": survey, "complaint": survey.complaint_id, "post": post}
        if request.httprequest.method == "POST":
            try:
                survey._answer(*self._read_answers(survey, post))
            except UserError as error:
                values["error"] = str(error)
        return request.render("crm_customer_care.care_satisfaction_page", values)

    def _read_answers(self, survey, post):
        """Scores of questions that are asked, and the comment."""
        items = [item for _label, some in survey._get_parts() for item in some]
        scores = {
            item: int(post[f"item_{item.id}"])
            for item in items
            if post.get(f"item_{item.id}") in SCORES
        }
        comment = (post.get("comment") or "").strip()
        if len(comment) > TEXT_LIMIT:
            raise UserError(
                request.env._(
                    "Please shorten your comment to %(limit)s characters.",
                    limit=TEXT_LIMIT,
                )
            )
        return scores, comment
