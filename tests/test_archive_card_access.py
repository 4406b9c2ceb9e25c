from odoo.exceptions import AccessError
from odoo.tests import tagged

from .card_common import CARD, CardCommon

SECRETS = ["No lilies", "(secret)", "Taboos"]
AMOUNTS = ["4,321.00", "rank 1", "Deal 7"]


@tagged("post_install", "-at_install")
class TestCardAccess(CardCommon):
    def test_the_salesperson_reads_everything(self):
        page = self.card()
        self.assertShows(page, *SECRETS, *AMOUNTS)
        self.assertHides(page, "•••")

    def test_a_stranger_learns_whom_to_ask(self):
        page = self.card(self.stranger)
        self.assertShows(page, "Own", "Key", "Keeps her word", "••• ask Sally")
        self.assertHides(page, *SECRETS, *AMOUNTS)

    def test_members_of_the_team_read_confidences_but_no_amounts(self):
        self.env["care.team.member"].create(
            {
                "partner_id": self.own.id,
                "user_id": self.stranger.id,
                "date_from": "2020-01-01",
                "company_id": self.company.id,
            }
        )
        page = self.card(self.stranger)
        self.assertShows(page, *SECRETS)
        self.assertHides(page, *AMOUNTS)

    def test_auditors_and_managers_read_everything(self):
        for role in ("auditor", "manager", "sales_manager"):
            with self.subTest(role):
                self.assertShows(self.card(self.user(role)), *SECRETS, *AMOUNTS)

    def test_an_employee_reads_who_the_customer_is(self):
        page = self.card(self.user("employee"))
        self.assertShows(page, "Own", "Key", "Anna Bond", "High")
        self.assertHides(page, *SECRETS, *AMOUNTS, "Keeps her word")

    def test_sudo_opens_nothing(self):
        reports = self.env["ir.actions.report"].with_user(self.stranger).sudo()
        for render in (reports._render_qweb_html, reports._render_qweb_text):
            page, _type = render(CARD, self.own.ids)
            self.assertHides(page.decode(), *SECRETS, *AMOUNTS)

    def test_neither_the_system_nor_the_portal_prints_a_card(self):
        portal = self.user("portal", partner_id=self.person.id)
        for user in (portal, self.env.ref("base.user_root")):
            self.assertRefuses(AccessError, "for employees", self.card, user)

    def test_the_second_reader_gets_nothing_of_the_first(self):
        self.card()
        reports = self.env["ir.actions.report"].with_user(self.stranger)
        page, _type = reports._render_qweb_html(CARD, self.own.ids)
        self.assertHides(page.decode(), *SECRETS, *AMOUNTS)

    def test_neither_context_nor_data_opens_anything(self):
        context = {
            "care_viewpoint": self.person.id,
            "active_test": False,
            "bin_size": True,
            "su": True,
            "uid": self.seller.id,
            "lang": "en_US",
        }
        data = {
            "cards": self.own,
            "docs": self.own,
            "user": self.seller,
            "env": self.env,
            "doc_ids": self.own.ids,
            "report_type": "html",
        }
        reports = self.env["ir.actions.report"].with_user(self.stranger)
        reports = reports.with_context(**context)
        page, _type = reports._render_qweb_html(CARD, self.own.ids, data=data)
        self.assertHides(page.decode(), *SECRETS, *AMOUNTS)

    def test_a_customer_of_another_company_has_no_card_here(self):
        company = self.env["res.company"].create({"name": "Elsewhere"})
        foreign = self.customer(name="Foreign", company_id=company.id)
        self.assertRefuses(AccessError, "", self.card, self.seller, foreign)
        self.assertRefuses(AccessError, "", self.card, self.user("manager"), foreign)
        context = {"allowed_company_ids": company.ids}
        reports = self.env["ir.actions.report"].with_user(self.seller)
        reports = reports.with_context(**context)
        self.assertRefuses(
            AccessError, "", reports._render_qweb_html, CARD, foreign.ids
        )

    def test_many_cards_need_the_right_to_export(self):
        many = self.own | self.other
        self.assertRefuses(AccessError, "one by one", self.card, self.seller, many)
        group = "crm_customer_care.group_export"
        exporter = self.user("salesperson", group)
        for user in (exporter, self.user("manager")):
            self.assertShows(self.card(user, many), "Own", "Other")
        self.assertShows(self.card(self.seller, self.own | self.person), "Own")
