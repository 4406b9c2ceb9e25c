from freezegun import freeze_time

from odoo.exceptions import AccessError
from odoo.tests import Form, tagged

from .greeting_common import GreetingCommon


@tagged("post_install", "-at_install")
@freeze_time("2026-06-15 12:00:00")
class TestPartnerSalutation(GreetingCommon):
    def hello(self, name="Ann Miller", **vals):
        return self.person(name=name, **vals)._care_salutation("en_US")

    def test_persons_are_addressed_by_gender_and_family_name(self):
        self.assertEqual(self.hello(care_gender="female"), "Dear Ms. Miller,")
        self.assertEqual(self.hello(care_gender="male"), "Dear Mr. Miller,")
        self.assertEqual(self.hello(), "Dear Ann Miller,")
        self.assertEqual(self.hello(care_gender="other"), "Dear Ann Miller,")

    def test_a_name_whose_family_cannot_be_told_stays_whole(self):
        china = self.env.ref("base.cn").id
        for name, vals in (
            ("Wang Xiaoming", {"country_id": china}),
            ("王小明", {}),
            ("Vincent van Gogh", {}),
        ):
            hello = self.hello(name, care_gender="male", **vals)
            self.assertEqual(hello, f"Dear Mr. {name},")

    def test_chinese_letters_name_the_surname(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        person = self.person(name="欧阳小明", care_gender="male", lang="zh_CN")
        hello = person._care_salutation()
        self.assertIn("欧阳", hello)
        self.assertNotIn("小明", hello)
        person.care_gender = False
        self.assertIn("欧阳小明", person._care_salutation())

    def test_the_address_that_somebody_wants_has_the_first_word(self):
        hello = self.hello(care_gender="female", care_address_as="Dr. Miller ")
        self.assertEqual(hello, "Dear Dr. Miller,")

    def test_companies_and_contacts_without_name_are_addressed_too(self):
        customer = self.customer(name="Miller Ltd.")
        hello = customer._care_salutation("en_US")
        self.assertEqual(hello, "Dear team of Miller Ltd.,")
        nobody = self.person(parent_id=customer.id, name=False, type="other")
        self.assertEqual(nobody._care_salutation("en_US"), "Dear customer,")

    def test_the_salesperson_of_the_company_signs(self):
        seller, old = self.user(name="Seller", email="s@example.com"), self.user()
        customer = self.known(user_id=seller.id)
        customer.user_id = old
        ann = self.human(customer)
        self.assertEqual(ann._care_sender(), seller)
        self.assertIn("s@example.com", ann._care_sender_email())
        seller.active = False
        self.assertFalse(ann._care_sender())

    def test_a_customer_without_salesperson_hears_from_the_company(self):
        self.company.email = "us@example.com"
        self.assertIn("us@example.com", self.human()._care_sender_email())

    def test_every_ready_mail_addresses_its_reader_and_is_signed(self):
        seller = self.user(name="Sam Seller", email="s@example.com")
        customer = self.known(user_id=seller.id)
        values = {"care_gender": "female", "email": "ann@example.com"}
        ann = self.human(customer, name="Ann Miller", **values)
        occasions = self.env["care.occasion"].with_context(active_test=False)
        templates = occasions.search([("code", "!=", False)]).mail_template_id
        self.assertEqual(len(templates), 26)
        for template in templates:
            [mail] = template._generate_template(
                ann.ids, ("subject", "body_html", "email_from", "partner_to")
            ).values()
            with self.subTest(template.name):
                self.assertIn("Dear Ms. Miller,", mail["body_html"])
                self.assertIn("Sam Seller", mail["body_html"])
                self.assertIn(self.company.name, mail["body_html"])
                self.assertIn("s@example.com", mail["email_from"])
                self.assertEqual(mail["partner_ids"], ann.ids)
                self.assertTrue(mail["subject"])

    def test_every_ready_text_message_addresses_its_reader(self):
        ann = self.human(name="Ann Miller", care_gender="female")
        occasions = self.env["care.occasion"].with_context(active_test=False)
        templates = occasions.search([("code", "!=", False)]).sms_template_id
        self.assertEqual(len(templates), 26)
        for template in templates:
            body = template._render_field("body", ann.ids)[ann.id]
            with self.subTest(template.name):
                self.assertTrue(body.startswith("Dear Ms. Miller, "))
                self.assertTrue(body.endswith(self.company.name))

    def test_the_archive_page_holds_the_address(self):
        ann = self.human()
        page = "crm_customer_care.res_partner_view_form_archive_page"
        with Form(ann.with_user(self.user()), view=page) as form:
            form.care_address_as = "Professor Miller"
        self.assertEqual(ann._care_salutation(), "Dear Professor Miller,")
        with self.assertRaises(AccessError):
            ann.with_user(self.user("employee")).read(["care_address_as"])
