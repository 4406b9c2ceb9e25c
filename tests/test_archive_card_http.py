import json
from io import BytesIO

from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger
from odoo.tools.pdf import PdfFileReader

from .card_common import CARD, CardCommon

SECRETS = ["No lilies", "(secret)", "4,321.00", "Deal 7"]


@tagged("post_install", "-at_install")
class TestCardHttp(HttpCase, CardCommon):
    def get(self, user, ids, kind="html", name=CARD, **query):
        """Response to a user who calls the address of the report."""
        self.authenticate(user.login, user.login)
        query = {"context": {"lang": "en_US"}, **query}
        query = {key: json.dumps(value) for key, value in query.items()}
        numbers = ",".join(map(str, ids))
        address = f"{self.base_url()}/report/{kind}/{name}/{numbers}"
        response = self.opener.get(address, params=query, timeout=60)
        response.encoding = "utf-8"
        return response

    def test_owner_and_stranger_get_what_they_may_see(self):
        response = self.get(self.seller, self.own.ids)
        self.assertEqual(response.status_code, 200)
        self.assertShows(response.text, *SECRETS)
        for kind in ("html", "text"):
            response = self.get(self.stranger, self.own.ids, kind)
            self.assertEqual(response.status_code, 200)
            self.assertShows(response.text, "••• ask Sally")
            self.assertHides(response.text, *SECRETS)

    def test_a_pdf_is_of_two_pages_and_masked(self):
        names = [f"Person {number:02}" for number in range(12)]
        persons = self.own.create(
            [{"name": name, "parent_id": self.own.id} for name in names]
        )
        persons.care_personality = "Direct and true to her word"
        for user, shown in ((self.seller, True), (self.stranger, False)):
            text = self.get_pdf_text(user)
            self.assertShows(text, "Own", "Person11", "AnnaBond")
            self.assertEqual("Nolilies" in text, shown)
            self.assertEqual("4,321.00" in text, shown)
            self.assertEqual("askSally" in text, not shown)

    def get_pdf_text(self, user):
        """Text of a PDF, or of its page where nothing can print it, without blanks."""
        state = self.env["ir.actions.report"].get_wkhtmltopdf_state()
        context = {"lang": "en_US", "force_report_rendering": state == "ok"}
        response = self.get(user, self.own.ids, "pdf", context=context)
        self.assertEqual(response.status_code, 200)
        if state != "ok":
            return "".join(response.text.split())
        pages = PdfFileReader(BytesIO(response.content)).pages
        self.assertLessEqual(len(pages), 2)
        text = "".join(page.extract_text() for page in pages)
        return "".join(text.split())

    def test_no_address_opens_more(self):
        company = self.env["res.company"].create({"name": "Elsewhere"})
        fake = {"cards": [{"secrets": [["a", "b"]]}], "user": self.seller.id}
        for query in (
            {"options": fake},
            {"options": {**fake, "context": "{}"}},
            {"context": {"uid": self.seller.id, "su": True, "lang": "en_US"}},
            {"context": {"allowed_company_ids": company.ids}},
            {"context": {"care_viewpoint": self.person.id, "active_test": False}},
            {"name": "crm_customer_care.care_card_report"},
            {"ids": self.person.ids},
            {"ids": [*self.own.ids, *self.person.ids]},
            {"ids": [*self.own.ids, *self.other.ids]},
            {"ids": []},
            {"ids": [0]},
            {"name": "crm_customer_care.care_card_document"},
        ):
            with self.subTest(query), mute_logger("odoo.http"):
                response = self.get(self.stranger, **{"ids": self.own.ids, **query})
                self.assertHides(response.text, *SECRETS)

    @mute_logger("odoo.http")
    def test_many_cards_are_refused_and_so_are_guests(self):
        many = self.own | self.other
        response = self.get(self.seller, many.ids)
        self.assertNotEqual(response.status_code, 200)
        portal = self.user("portal", partner_id=self.person.id)
        response = self.get(portal, self.own.ids)
        self.assertNotEqual(response.status_code, 200)
        self.assertHides(response.text, *SECRETS, "Keeps her word")

    def test_a_print_over_the_web_is_logged(self):
        logs = self.env["care.export.log"].search([])
        self.get(self.stranger, self.own.ids)
        log = self.env["care.export.log"].search([]) - logs
        self.assertEqual((log.user_id, log.kind), (self.stranger, "card"))

    def test_a_kept_copy_opens_for_its_readers_only(self):
        self.own.with_user(self.seller).action_keep_care_card()
        card = self.env["care.card"].search([("partner_id", "=", self.own.id)])
        address = card.action_open()["url"]
        for user, status in ((self.seller, 200), (self.stranger, 404)):
            self.authenticate(user.login, user.login)
            response = self.url_open(address)
            self.assertEqual(response.status_code, status)
            self.assertEqual("No lilies" in response.text, status == 200)
