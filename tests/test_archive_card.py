from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import tagged

from .card_common import CardCommon


@tagged("post_install", "-at_install")
class TestCard(CardCommon):
    def test_a_card_says_who_and_what_the_customer_is(self):
        page = self.card()
        self.assertShows(page, "Own", "Key", "Sally", "+41 44 668 18 00", "High")
        self.assertShows(page, "4,321.00", "Deal 7", "Anna Bond", "Keeps her word")
        self.assertShows(page, "rank 1 of 1", "Completeness", "Missing")

    def test_needs_and_habits_of_a_company_are_told(self):
        self.own.care_service_hints = "Wants drawings first"
        self.assertShows(self.card(), "Wants drawings first")

    def test_a_person_brings_the_card_of_the_company(self):
        self.assertEqual(self.card(customers=self.person), self.card())

    def test_who_buys_privately_is_the_person_of_the_card(self):
        private = self.customer(
            name="Carl", is_company=False, care_personality="Calm", user_id=False
        )
        self.facts(private)
        page = self.card(customers=private)
        self.assertShows(page, "Calm", "No lilies")
        self.assertEqual(page.count("No lilies"), 1)

    def test_persons_stand_with_role_window_and_warnings(self):
        self.person.write(
            {
                "function": "Buyer",
                "care_call_days": "12346",
                "care_call_from": 9,
                "care_call_to": 11.5,
                "care_tz": "Asia/Shanghai",
                "care_frequency_days": 14,
            }
        )
        self.own.care_decision_maker_ids = self.person
        page = self.card()
        self.assertShows(page, "Buyer", "Decision maker", "every 14 days")
        self.assertShows(page, "Mon–Thu, Sat 09:00–11:30 (Asia/Shanghai)")
        self.person.care_do_not_call = True
        page = self.card()
        self.assertShows(page, "Do not call")
        self.assertHides(page, "11:30")

    def test_a_refusal_stands_beside_the_person(self):
        channel = self.env.ref("crm_customer_care.channel_mail")
        consent = {"channel_id": channel.id, "state": "refused"}
        self.person.care_consent_ids = [Command.create(consent)]
        self.assertShows(self.card(), "Refused: E-Mail")

    def test_a_logo_is_one_that_the_printer_knows(self):
        webp = b"UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA=="
        png = b"iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR42mMo"
        png += b"9E4HAAJUASQQR4GpAAAAAElFTkSuQmCC"
        self.own.image_1920 = webp
        self.assertTrue(self.own.image_128)
        self.assertHides(self.card(), "data:image")
        self.own.image_1920 = png
        self.assertShows(self.card(), "data:image/png;base64,iVBOR")

    def test_persons_with_a_role_come_first_and_the_list_ends(self):
        names = [f"Person {number:02}" for number in range(20)]
        persons = self.own.create(
            [{"name": name, "parent_id": self.own.id} for name in names]
        )
        self.own.care_decision_maker_ids = persons[-1]
        page = self.card()
        self.assertShows(page, "Person 19", "Person 12", "6 more in Odoo")
        self.assertHides(page, "Person 14")
        self.assertLess(page.index("Person 19"), page.index("Anna Bond"))

    def test_the_five_latest_purchases_are_listed(self):
        for month in range(1, 7):
            self.deal(self.own, f"2025-0{month}-10", month, reference=f"Old {month}")
        self.order(self.own, "2026-03-01 12:00:00", 50, user_id=self.seller.id)
        page = self.card()
        order = self.env["sale.order"].search([("partner_id", "=", self.own.id)])
        self.assertShows(page, order.name, "Deal 7", "Old 6", "Old 4")
        self.assertHides(page, "Old 3")
        self.assertLess(page.index(order.name), page.index("Deal 7"))

    def test_the_team_is_listed(self):
        member = {"user_id": self.stranger.id, "role": "technical"}
        self.own.care_team_ids = [Command.create(member)]
        self.assertShows(self.card(), "Technical Support", "Steve")

    def test_the_next_dates_are_listed_with_the_lunar_day(self):
        birthday = self.env.ref("crm_customer_care.date_kind_birthday")
        day = {"kind_id": birthday.id, "calendar": "lunar", "month": 8, "day": 15}
        date = self.env["care.date"].create({"partner_id": self.person.id, **day})
        page = self.card()
        self.assertShows(page, "Next Dates", "Lunar 8/15", f"{date.next_date:%m/%d/%Y}")

    def test_the_date_of_a_relative_is_as_secret_as_the_relation(self):
        kind = self.env.ref("crm_customer_care.date_kind_birthday")
        relation = self.person.with_user(self.seller).care_relation_ids
        day = {"kind_id": kind.id, "month": 8, "day": 15, "relation_id": relation.id}
        self.env["care.date"].create({"partner_id": self.person.id, **day})
        self.assertShows(self.card(), "Friend: Other")
        self.assertHides(self.card(self.stranger), "Friend", "Birthday")

    def test_the_five_latest_contacts_are_listed(self):
        channel = self.env.ref("crm_customer_care.channel_phone")
        for day in range(1, 7):
            vals = {"partner_id": self.person.id, "channel_id": channel.id}
            vals.update(date=f"2026-06-0{day} 10:00:00", summary=f"Call {day}")
            self.env["care.touch"].create({**vals, "user_id": self.seller.id})
        page = self.card()
        self.assertShows(page, "Latest Contacts", "Call 6", "Call 2", "06/06/2026")
        self.assertHides(page, "Call 1")
        self.assertLess(page.index("Call 6"), page.index("Call 5"))
        self.assertHides(self.card(self.stranger), "Call 6")

    def test_a_relation_is_read_from_either_side(self):
        boss = self.customer(name="Bob", is_company=False, parent_id=self.own.id)
        self.relation(boss, self.person, "child")
        model = self.env["report.crm_customer_care.care_card"].with_user(self.seller)
        [card] = model._get_report_values(self.own.ids)["cards"]
        relations = {person["name"]: person["relations"] for person in card["persons"]}
        self.assertIn(("Child", "Anna Bond"), relations["Bob"])
        self.assertIn(("Parent", "Bob"), relations["Anna Bond"])

    def test_a_card_speaks_the_language_of_its_reader(self):
        self.env["res.lang"]._activate_lang("fr_FR")
        tier = self.profile(self.own).tier_id
        tier.with_context(lang="fr_FR").name = "Clé"
        self.seller.lang = "fr_FR"
        self.assertShows(self.card(lang=False), "Clé", 'lang="fr-FR"')

    def test_an_address_without_numbers_is_answered_in_words(self):
        self.assertRefuses(UserError, "Choose", self.card, None, self.own.browse([0]))
        reports = self.env["ir.actions.report"].with_user(self.seller)
        name = "crm_customer_care.care_card"
        self.assertRefuses(UserError, "Choose", reports._render_qweb_html, name, None)

    def test_every_print_is_logged(self):
        logs = self.env["care.export.log"].search([])
        self.card()
        log = self.env["care.export.log"].search([]) - logs
        self.assertEqual(
            (log.user_id, log.kind, log.model_name, log.record_count),
            (self.seller, "card", "res.partner", 1),
        )
        self.assertIn(str(self.own.id), log.detail)
        self.assertIn("persons", log.field_names)

    def test_the_cards_of_many_take_no_more_queries(self):
        manager = self.user("manager")
        customers = self.own.browse()
        for number in range(20):
            customer = self.customer(name=f"Customer {number}")
            self.deal(customer, "2026-03-01", 10)
            person = self.customer(
                name=f"P {number}", is_company=False, parent_id=customer.id
            )
            self.facts(person)
            self.relation(person, self.other)
            customers |= customer
        self.refresh("2026-06-30")
        stranger = self.user("salesperson", "crm_customer_care.group_export")
        customers.user_id = self.seller
        for user in (manager, stranger):
            self.card(user, customers)
            few = self.count_queries(user, customers[:2])
            self.assertLessEqual(self.count_queries(user, customers), few + 5)

    def count_queries(self, user, customers):
        self.env.flush_all()
        before = self.cr.sql_log_count
        self.card(user, customers)
        return self.cr.sql_log_count - before
