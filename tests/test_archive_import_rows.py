from datetime import date

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from odoo.addons.crm_customer_care.tools.sheet_write import write_template

from .import_common import ImportCommon
from .sheet_files import workbook


@tagged("post_install", "-at_install")
class TestImportRows(ImportCommon):
    def statuses_of(self, user=None, **sheets):
        wizard = self.preview(user=user, **sheets)
        return self.statuses(wizard), self.messages(wizard)

    def assertRejected(self, sentence, user=None, **sheets):
        statuses, messages = self.statuses_of(user, **sheets)
        self.assertIn("rejected", statuses)
        self.assertRegex(messages, sentence)

    # keys
    def test_a_customer_is_known_by_reference_then_mail_then_phone_then_name(self):
        by_ref = self.customer(name="A", ref="R1", email="one@a.example")
        by_mail = self.customer(name="B", email="Two@B.example")
        by_phone = self.customer(name="C", phone="+49 30 / 123-4")
        by_name = self.customer(name="D", city="Berlin")
        self.customer(name="D", city="Bonn")
        rows = [
            ["Customer", "Reference", "E-Mail", "Phone", "City", "Street"],
            ["A2", "R1", "", "", "", "1"],
            ["B2", "", "two@b.example", "", "", "2"],
            ["C2", "", "", "+49301234", "", "3"],
            ["D", "", "", "", "Berlin", "4"],
        ]
        wizard = self.apply(Customers=rows)
        self.assertEqual(set(self.statuses(wizard)), {"update"})
        found = by_ref | by_mail | by_phone | by_name
        self.assertEqual(found.mapped("street"), ["1", "2", "3", "4"])
        self.assertEqual(found.mapped("name"), ["A2", "B2", "C2", "D"])

    def test_a_phone_is_known_however_it_is_typed(self):
        germany, china = self.env.ref("base.de"), self.env.ref("base.cn")
        berlin = self.customer(
            name="A", phone="030 / 901820", country_id=germany.id, street="1"
        )
        ann = self.customer(
            name="Ann", is_company=False, phone="+86 138 1234 5678", street="1"
        )
        self.customer(name="Other", phone="030901820", country_id=china.id)
        rows = [
            ["Customer", "Phone", "Street", "Country"],
            ["A2", "+49 (0)30 90-18-20", "2", ""],
        ]
        wizard = self.apply(
            Customers=rows,
            Persons=[
                ["Name", "Phone", "Country", "Street"],
                ["Ann", 13812345678.0, "中国", "2"],
            ],
        )
        self.assertEqual(self.statuses(wizard), ["update", "update"])
        self.assertEqual((berlin.name, berlin.street, ann.street), ("A2", "2", "2"))

    def test_people_write_phones_as_in_the_country_of_their_customer(self):
        alder = self.customer(name="Alder", country_id=self.env.ref("base.cn").id)
        ann = self.customer(name="A", is_company=False, parent_id=alder.id)
        ann.phone = "+86 138 1234 5678"
        rows = [["Customer", "Name", "Phone"], ["Alder", "Ann", 13812345678]]
        self.assertEqual(self.statuses(self.apply(Persons=rows)), ["update"])
        self.assertEqual(ann.name, "Ann")

    def test_an_ambiguous_customer_is_rejected(self):
        self.customer(name="D", city="Berlin")
        self.customer(name="D", city="Bonn")
        self.assertRejected("several contacts fit", Customers=[["Customer"], ["D"]])

    def test_a_value_that_odoo_stumbles_over_is_rejected_alone(self):
        rows = [["Customer", "Website"], ["A", "http://[shop"], ["B", "shop.example"]]
        self.assertRejected("correct it or leave it out", Customers=rows)
        statuses, _messages = self.statuses_of(Customers=rows)
        self.assertEqual(statuses, ["rejected", "create"])

    def test_people_who_share_a_switchboard_stay_apart(self):
        rows = [
            ["Customer", "Name", "Phone"],
            ["Alder", "Ann", "030 1"],
            ["Alder", "Bo", "030 1"],
        ]
        customer = self.customer(name="Alder")
        bo = {"name": "Bo", "phone": "0301", "parent_id": customer.id}
        self.customer(is_company=False, **bo)
        content = workbook(Persons=rows)
        self.assertEqual(self.statuses(self.apply(content)), ["create", "update"])
        self.assertUnchanged(content)

    def test_an_empty_cell_erases_nothing(self):
        customer = self.customer(name="Alder", city="Berlin", street="1")
        rows = [["Customer", "City", "Street"], ["Alder", "", "2"]]
        self.apply(Customers=rows)
        self.assertEqual((customer.city, customer.street), ("Berlin", "2"))

    def test_equal_deals_are_counted(self):
        customer = self.customer(name="Alder")
        self.deal(customer, "2025-04-01", 100)
        rows = [["Customer", "Date", "Amount"]] + [["Alder", date(2025, 4, 1), 100]] * 3
        wizard = self.apply(Deals=rows)
        self.assertEqual(self.statuses(wizard), ["unchanged", "create", "create"])
        self.assertUnchanged(workbook(Deals=rows))

    def test_a_deal_is_known_by_its_reference(self):
        customer = self.customer(name="Alder")
        deal = self.deal(customer, "2025-04-01", 100, reference="X1")
        head = ["Customer", "Date", "Amount", "Deal Reference"]
        wizard = self.apply(Deals=[head, ["Alder", "2025-04-02", 120, "X1"]])
        self.assertEqual(self.statuses(wizard), ["update"])
        self.assertEqual((deal.date, deal.amount), (date(2025, 4, 2), 120))

    def test_the_same_row_twice_is_one_and_another_one_a_mistake(self):
        rows = [["Customer", "Phone"], ["Alder", "1"], ["Alder", "1"], ["Alder", "2"]]
        statuses, messages = self.statuses_of(Customers=rows)
        self.assertEqual(statuses, ["create", "unchanged", "rejected"])
        self.assertIn("row 2", messages)

    # names
    def test_an_unknown_name_is_rejected_with_the_known_ones(self):
        rows = [["Name", "Preferred Channel"], ["Ann", "Pigeon"]]
        self.assertRejected("^B2: .*Known are: Phone, E-Mail", Persons=rows)
        rows = [["Customer", "Tier"], ["Alder", "Platinum"]]
        self.assertRejected("^B2: .*Key, Important, General", Customers=rows)
        rows = [["Name", "Kind of Date", "Date"], ["Ann", "Doomsday", "3/8"]]
        self.assertRejected("^B2: .*Known are: Birthday", Dates=rows)

    def test_a_tier_is_locked_by_a_manager_only(self):
        customer = self.customer(name="Alder")
        self.deal(customer)
        self.refresh()
        rows = [["Customer", "Tier"], ["Alder", "General"]]
        statuses, messages = self.statuses_of(self.user("salesperson"), Customers=rows)
        self.assertEqual(statuses, ["unchanged"])
        self.assertIn("A manager can lock", messages)
        self.apply(Customers=rows)
        self.assertEqual(self.profile(customer).tier_lock_id, self.tier("General"))
        self.assertUnchanged(workbook(Customers=rows))

    def test_a_date_that_cannot_be_is_told(self):
        self.customer(name="Ann", is_company=False)
        head = ["Name", "Kind of Date", "Date"]
        for text in ("lunar 13/1", "2026-02-30", "32 May", "05/06/1980"):
            self.assertRejected("^C2: ", Dates=[head, ["Ann", "Birthday", text]])

    def test_leap_months_are_read(self):
        person = self.customer(name="Ann", is_company=False)
        rows = [["姓名", "日期类型", "日期"], ["Ann", "生日", "闰六月初三"]]
        self.apply(Dates=rows)
        birthday = person.care_date_ids
        self.assertEqual((birthday.month, birthday.day), (6, 3))
        self.assertTrue(birthday.leap_month)

    # rights
    def test_a_customer_of_another_company_is_not_taken_for_a_new_one(self):
        other = self.env["res.company"].create({"name": "Other"})
        self.customer(name="Alder", ref="R1", company_id=other.id)
        rows = [["Customer", "Reference"], ["Alder", "R1"]]
        self.assertRejected("another company", Customers=rows)
        rows = [["Customer", "Date", "Amount"], ["Alder", "2025-04-01", 1]]
        self.assertRejected("another company", Deals=rows)

    def test_a_salesperson_imports_deals_of_own_customers_only(self):
        salesperson = self.user("salesperson")
        self.customer(name="Mine", user_id=salesperson.id)
        self.customer(name="Theirs", user_id=self.user("salesperson").id)
        rows = [
            ["Customer", "Date", "Amount"],
            ["Mine", "2025-04-01", 1],
            ["Theirs", "2025-04-01", 1],
        ]
        statuses, _messages = self.statuses_of(salesperson, Deals=rows)
        self.assertEqual(statuses, ["create", "rejected"])

    def test_confidential_facts_are_imported_by_those_who_may_see_them(self):
        mine, theirs = self.user("salesperson"), self.user("salesperson")
        customer = self.customer(name="Alder", user_id=mine.id)
        person = self.customer(name="Ann", is_company=False, parent_id=customer.id)
        rows = [["Customer", "Name", "Secrets"], ["Alder", "Ann", "collects stamps"]]
        statuses, _messages = self.statuses_of(theirs, Persons=rows)
        self.assertEqual(statuses, ["rejected"])
        self.apply(user=mine, Persons=rows)
        self.assertEqual(person.with_user(mine).care_secrets, "collects stamps")

    def test_who_may_not_create_contacts_is_told_so(self):
        rows = [["Customer"], ["Alder"]]
        self.assertRejected("no right", self.user("user"), Customers=rows)

    def test_auditors_do_not_import(self):
        with self.assertRaises(AccessError):
            self.preview(user=self.user("auditor"), Customers=[["Customer"], ["A"]])

    def test_files_of_others_are_not_readable(self):
        wizard = self.preview(Customers=[["Customer"], ["Alder"]])
        other = self.user("sales_manager")
        for record in (wizard, wizard.line_ids):
            with self.assertRaises(AccessError):
                record.with_user(other).read()
        self.assertFalse(self.env["care.import.line"].with_user(other).search([]))

    # files
    def test_unknown_columns_and_sheets_are_told(self):
        wizard = self.preview(
            Customers=[["Customer", "Shoe Size"], ["Alder", 42]], Other=[["what"]]
        )
        self.assertIn("Customers: these columns are not known", wizard.warning)
        self.assertIn("Shoe Size", wizard.warning)
        self.assertIn("Other", wizard.warning)

    def test_comments_that_are_not_read_are_told(self):
        notes = {("Customers", "A2"): "likes tea"}
        rows = [["Customer", "City"], ["Alder", "Berlin"]]
        wizard = self.preview(workbook(notes, Customers=rows))
        self.assertIn("Customers: 1 comments of cells are not read", wizard.warning)

    def test_a_file_without_a_known_sheet_is_refused(self):
        with self.assertRaisesRegex(UserError, "No sheet of this workbook"):
            self.preview(Other=[["what"], ["ever"]])

    def test_a_broken_file_is_refused(self):
        with self.assertRaisesRegex(UserError, "damaged or cut off"):
            self.preview(workbook(Customers=[["Customer"]])[:-100])

    def test_the_contact_calendar_is_read_letter_by_letter(self):
        self.customer(name="Alder")
        rows = [["Customer", date(2026, 6, 15)], ["Alder", "TZ"]]
        self.assertRejected("^B2: “Z” is not known", Calendar=rows)

    def test_nothing_is_imported_when_a_row_is_rejected(self):
        rows = [["Customer", "E-Mail"], ["Alder", "a@b.example"], ["Birch", "what"]]
        with self.assertRaisesRegex(UserError, "B3: “what” is not an e-mail address"):
            self.apply(Customers=rows)
        self.assertFalse(self.env["res.partner"].search([("name", "=", "Alder")]))

    def test_templates_are_read_by_the_import(self):
        for lang in ("en_US", "zh_CN", "zh_TW"):
            wizard = self.preview(write_template(lang))
            self.assertFalse(wizard.warning)
            sheets = {line.sheet for line in wizard.line_ids}
            self.assertEqual(len(sheets), 8)
