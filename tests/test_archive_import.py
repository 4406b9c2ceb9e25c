import base64
from datetime import date

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from odoo.addons.base.tests.test_ir_cron import CronMixinCase

from .import_common import ImportCommon
from .sheet_files import workbook

CUSTOMERS = [
    [
        "Customer",
        "Customer Reference",
        "E-Mail",
        "Phone",
        "City",
        "Country",
        "需求与习惯",
    ],
    ["Alder", "C1", "office@alder.example", "+49 30 1234", "Berlin", "DE", "No calls"],
    ["Birch", "C2", "", 13812345678, "上海", "中国"],
]
PERSONS = [
    ["客户名称", "姓名", "性别", "手机", "爱好", "邮箱", "渠道"],
    ["Alder", "张伟", "男", 13900000000.0, "Golf", "zhang@alder.example", "T"],
    ["Birch", "李娜", "女", "１３７００００００００", "", "", ""],
]
DATES = [
    ["Name", "Customer", "Kind of Date", "Date"],
    ["张伟", "Alder", "生日", "农历八月十五"],
    ["", "Birch", "Founding", date(1998, 4, 1)],
]
RELATIONS = [
    ["Person", "Customer", "Relation", "Other Person", "Secret"],
    ["张伟", "Alder", "Spouse", "李娜", "yes"],
    ["李娜", "Birch", "Friend", "Somebody Else", ""],
]
DEALS = [
    ["客户", "日期", "金额", "产品", "单号"],
    ["Alder", "2025/3/31", "1,200.50", "Annual service", "2025-1"],
    ["Birch", date(2025, 4, 1), 100, "", ""],
    ["Birch", date(2025, 4, 1), 100, "", ""],
]


@tagged("post_install", "-at_install")
class TestImport(ImportCommon):
    @staticmethod
    def whole():
        return workbook(
            # what others need may come later in the file
            Deals=DEALS,
            Relations=RELATIONS,
            Dates=DATES,
            Persons=PERSONS,
            Customers=CUSTOMERS,
        )

    def test_a_workbook_brings_its_customers_and_deals(self):
        content = self.whole()
        preview = self.preview(content)
        self.assertEqual(self.messages(preview).strip(), "")
        self.assertEqual(preview.create_count, 11)
        self.assertFalse(self.env["res.partner"].search([("name", "=", "Alder")]))
        wizard = self.apply(content)
        self.assertEqual(wizard.state, "done")
        partners = self.env["res.partner"]
        birch = partners.search([("ref", "=", "C2")])
        self.assertEqual(
            (birch.phone, birch.city, birch.country_id.code),
            ("13812345678", "上海", "CN"),
        )
        alder = partners.search([("ref", "=", "C1")])
        self.assertEqual(alder.care_service_hints, "No calls")
        deals = self.env["care.deal"].search([("partner_id", "=", birch.id)])
        self.assertEqual(deals.mapped("amount"), [100, 100])
        self.assertUnchanged(content)

    def test_a_workbook_brings_persons_and_their_dates(self):
        self.apply(self.whole())
        partners = self.env["res.partner"]
        person = partners.search([("name", "=", "张伟")])
        self.assertEqual(person.parent_id.name, "Alder")
        self.assertEqual(
            (person.care_gender, person.phone, person.care_channel_id.letter),
            ("male", "13900000000", "T"),
        )
        self.assertEqual(person.care_interest_ids.name, "Golf")
        birthday = person.care_date_ids
        self.assertEqual(
            (birthday.calendar, birthday.month, birthday.day, birthday.year),
            ("lunar", 8, 15, 0),
        )

    def test_a_file_of_rejected_rows_is_corrected_and_imported(self):
        sheets = {"Customers": [*CUSTOMERS, ["", "C3", "x@y.example", "", "", ""]]}
        with self.assertRaisesRegex(UserError, "“Customer” is empty"):
            self.apply(**sheets)
        wizard = self.apply(skip_rejected=True, **sheets)
        self.assertEqual(self.statuses(wizard), ["create", "create", "rejected"])
        [head, row] = self.rejected(wizard)["Customers"]
        self.assertEqual(head, (*CUSTOMERS[0], "Reason"))
        corrected = ["Cedar", *row[1:]]
        again = self.apply(Customers=[head, corrected])
        self.assertEqual(self.statuses(again), ["create"])


@tagged("post_install", "-at_install")
class TestExport(ImportCommon):
    def export(self, partners, user=None):
        user = user or self.user("sales_manager")
        self.env["care.export"].with_user(user)._export(partners.with_user(user))
        export = self.env["care.export"].search([("create_uid", "=", user.id)])
        return base64.b64decode(export[-1:].file)

    def test_what_goes_out_changes_nothing_when_it_comes_in(self):
        content = workbook(
            Deals=DEALS,
            Relations=RELATIONS,
            Dates=DATES,
            Persons=PERSONS,
            Customers=CUSTOMERS,
        )
        self.apply(content)
        partners = self.env["res.partner"].search([("ref", "in", ("C1", "C2"))])
        state = self.env.ref("base.state_us_5")
        for partner, country in zip(partners, (state.country_id, False), strict=True):
            partner.write({"state_id": state.id, "country_id": country})
        self.env["res.lang"]._activate_lang("zh_CN")
        for lang in ("en_US", "zh_CN"):
            book = self.env["care.export.book"].with_context(lang=lang)
            exported = book._write(partners)
            wizard = self.preview(exported)
            self.assertEqual(self.messages(wizard).strip(), "")
            self.assertEqual(set(self.statuses(wizard)), {"unchanged"})
            self.assertEqual(len(wizard.line_ids), 11)
        self.assertUnchanged(self.export(partners))

    def test_an_export_is_logged_and_for_those_with_the_right(self):
        customer = self.customer(name="Alder")
        user = self.user("salesperson")
        with self.assertRaisesRegex(AccessError, "ask a manager"):
            self.export(customer, user)
        self.export(customer)
        log = self.env["care.export.log"].search([], order="id desc", limit=1)
        self.assertEqual((log.kind, log.record_count), ("excel", 1))

    def test_what_the_user_may_not_see_is_not_in_it(self):
        owner, other = self.user("salesperson"), self.user("sales_manager")
        customer = self.customer(name="Alder", user_id=owner.id)
        person = self.customer(name="Ann", is_company=False, parent_id=customer.id)
        person.with_user(owner).care_secrets = "collects stamps"
        stranger = self.user("salesperson", "crm_customer_care.group_export")
        for user, seen in ((stranger, False), (other, True)):
            content = self.export(customer, user)
            [_head, row] = self.read_book(content)["Persons"]
            self.assertEqual("collects stamps" in row, seen)


@tagged("post_install", "-at_install")
class TestImportJob(ImportCommon, CronMixinCase):
    def test_a_large_file_is_imported_by_the_scheduler_as_its_user(self):
        user = self.user("sales_manager")
        wizard = self.wizard(user=user, Customers=CUSTOMERS)
        with self.capture_triggers("crm_customer_care.ir_cron_import") as triggers:
            wizard._queue("apply")
        self.assertEqual(len(triggers.records), 1)
        waiting = {"state": "waiting", "done": 0, "total": 2}
        self.assertEqual(wizard.get_progress(), waiting)
        with self.assertRaisesRegex(UserError, "wait a moment"):
            wizard.action_apply()
        wizard.sudo()._work()
        self.assertEqual((wizard.state, wizard.create_count), ("done", 2))
        customer = self.env["res.partner"].search([("ref", "=", "C1")])
        self.assertEqual(customer.create_uid, user)
