from odoo.fields import Command
from odoo.tests import Form, tagged

from .archive_common import ArchiveCommon

EMAIL = "Ada <ada@alder.example.com>"
PHONE = "+32 455 55 12 34"


@tagged("post_install", "-at_install")
class TestDuplicates(ArchiveCommon):
    def duplicates(self, partner, user=None):
        self.env.invalidate_all()
        contacts = self.env["res.partner"].with_user(user or self.user())
        return contacts.new(origin=partner).care_duplicates or ""

    def test_a_contact_is_looked_for_while_it_is_typed_only(self):
        self.person(name="Ada", phone=PHONE)
        other = self.person()
        form = Form(other.with_user(self.user()))
        form.phone = PHONE
        self.assertIn("Ada", form.care_duplicates)
        form.save()
        self.assertFalse(other.care_duplicates)

    def test_a_duplicate_is_shown_before_the_contact_is_saved(self):
        self.person(name="Ada", email=EMAIL, city="Ghent")
        form = Form(self.env["res.partner"].with_user(self.user()))
        form.name = "A."
        self.assertFalse(form.care_duplicates)
        form.email = "ADA@alder.example.com"
        self.assertIn("Same e-mail", form.care_duplicates)
        self.assertIn("Ada, Ghent", form.care_duplicates)

    def test_the_same_phone_is_found(self):
        self.person(name="Ada", phone=PHONE)
        other = self.person(phone=PHONE)
        self.assertIn("Same phone", self.duplicates(other))
        self.assertIn("Ada", self.duplicates(other))

    def test_a_phone_is_found_however_it_is_typed(self):
        belgium, china = self.env.ref("base.be").id, self.env.ref("base.cn").id
        self.person(name="Ada", phone=PHONE)
        for phone in ("0455/55.12.34", "0032455551234", "+32 (0)455 551234"):
            other = self.person(phone=phone, country_id=belgium)
            self.assertIn("Ada", self.duplicates(other), phone)
        stranger = self.person(phone="0455 551234", country_id=china)
        self.assertNotIn("Ada", self.duplicates(stranger))

    def test_nobody_is_named_twice(self):
        self.person(name="Ada", email=EMAIL, phone=PHONE)
        other = self.person(name="Other", email=EMAIL, phone=PHONE)
        self.assertEqual(self.duplicates(other).count("Ada"), 1)

    def test_a_customer_and_its_people_may_share_mail_and_phone(self):
        customer = self.customer(email=EMAIL, phone=PHONE)
        person = self.person(customer, email=EMAIL, phone=PHONE)
        colleague = self.person(customer, phone=PHONE)
        for partner in (customer, person, colleague):
            self.assertFalse(self.duplicates(partner))

    def test_two_people_of_a_customer_with_one_mail_are_suspicious(self):
        customer = self.customer()
        self.person(customer, name="Ada", email=EMAIL)
        self.assertIn("Ada", self.duplicates(self.person(customer, email=EMAIL)))

    def test_an_address_for_invoices_is_no_duplicate(self):
        customer = self.customer(email=EMAIL)
        address = self.person(customer, type="invoice", email=EMAIL)
        person = self.person(customer, email=EMAIL)
        self.assertFalse(self.duplicates(address))
        self.assertFalse(self.duplicates(person))

    def test_an_archived_contact_is_found(self):
        self.person(name="Ada", email=EMAIL).active = False
        self.assertIn("Ada (archived)", self.duplicates(self.person(email=EMAIL)))

    def test_all_companies_of_the_user_are_looked_at(self):
        other = self.env["res.company"].create({"name": "Other"})
        self.person(name="Ada", email=EMAIL, company_id=other.id)
        copy = self.person(email=EMAIL)
        both = [Command.set((self.company | other).ids)]
        self.assertIn("Ada, Other", self.duplicates(copy, self.user(company_ids=both)))

    def test_contacts_that_the_user_may_not_read_are_not_betrayed(self):
        other = self.env["res.company"].create({"name": "Other"})
        self.person(name="Ada", email=EMAIL, company_id=other.id)
        self.assertFalse(self.duplicates(self.person(email=EMAIL)))

    def test_a_name_can_not_smuggle_in_markup(self):
        self.person(name="<script>", email=EMAIL)
        self.assertIn("&lt;script&gt;", self.duplicates(self.person(email=EMAIL)))
