import base64
import io

import openpyxl

from odoo.exceptions import AccessError, UserError
from odoo.tests import freeze_time, tagged

from .care_common import TouchCommon
from .import_common import ImportCommon

JUNE = ("2026-06-01", "2026-06-30")
NOTE = "<p>Price list</p><p>M: at three</p><p>谈了新厂房</p>"


@freeze_time("2026-07-01 02:00:00")
@tagged("post_install", "-at_install")
class TestContactCalendarExport(TouchCommon, ImportCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.resource_calendar_id.tz = "Asia/Shanghai"
        cls.exporter = cls.user("salesperson", "crm_customer_care.group_export")

    def known(self, amount=100, **vals):
        customer = self.customer(**{"user_id": self.exporter.id, **vals})
        self.deal(customer, amount=amount)
        self.refresh()
        return customer

    def export(self, customers, user=None, start=JUNE[0], stop=JUNE[1], **context):
        touches = self.env["care.touch"].with_user(user or self.exporter)
        action = touches.with_context(**context).export_calendar(
            [("id", "in", customers.ids)], start, stop
        )
        number = int(action["url"].split("/")[4])
        export = self.env["care.export"].browse(number)
        return base64.b64decode(export.with_context(bin_size=False).file)

    def cells(self, content):
        """{(customer, day of June): (letters, comment)} of a workbook."""
        [sheet] = openpyxl.load_workbook(io.BytesIO(content))
        days = {cell.column: cell.value.day for cell in sheet[1] if cell.column > 3}
        return {
            (row[0].value, days[cell.column]): (
                cell.value,
                cell.comment and cell.comment.text,
            )
            for row in sheet.iter_rows(min_row=2)
            for cell in row
            if cell.column in days and cell.value
        }

    def busy_month(self):
        """A customer with contacts of all sorts."""
        customer = self.known(name="Alder")
        self.touch(self.person(customer), "2026-06-10 06:00:00", summary="Called Ann")
        self.touch(customer, "2026-06-10 08:00:00", "meeting", summary="M", note=NOTE)
        self.touch(customer, "2026-06-10 09:00:00")
        self.touch(customer, "2026-06-10 09:30:00", note="<p>Price\x07 &amp; date</p>")
        for hour in range(3):
            self.touch(customer, f"2026-06-12 0{hour}:00:00")
        self.touch(customer, "2026-06-14 16:30:00", "chat", summary="午夜之后")
        points = "<ul><li>See <b>this</b></li><li>https://a.example</li></ul>"
        self.touch(customer, "2026-06-30 15:59:00", "visit", note=points)
        old = self.env["care.channel"].create({"name": "Telex", "letter": "Z"})
        self.touch(customer, "2026-06-20", channel_id=old.id)
        old.active = False
        return customer

    def test_letters_and_notes_stand_in_the_cells(self):
        customer = self.known(name="Alder", ref="A-1")
        self.touch(customer, "2026-06-10 08:00:00", "meeting", note=NOTE)
        self.touch(customer, "2026-06-10 06:00:00", summary="Called")
        self.touch(customer, "2026-06-10 09:00:00")
        for hour in range(3):
            self.touch(customer, f"2026-06-12 0{hour}:00:00", "phone")
        content = self.export(customer)
        comment = "T: Called\nM: Price list\n  M: at three\n  谈了新厂房"
        cells = {("Alder", 10): ("TMT", comment), ("Alder", 12): ("T×3", None)}
        self.assertEqual(self.cells(content), cells)
        [head, row] = self.read_book(content)["Contact Calendar"]
        self.assertEqual(head[:3], ("Customer", "Customer Reference", "Odoo ID"))
        self.assertEqual([str(day)[:10] for day in (head[3], head[-1])], list(JUNE))
        self.assertEqual(row[:2], ("Alder", "A-1"))
        self.assertTrue(row[2].startswith(f"{customer.id}-"))

    def test_in_again_nothing_changes(self):
        customer = self.busy_month()
        link = "<p>See <a href='https://a.example'>this</a> and that</p>"
        self.touch(customer, "2026-06-10 10:00:00", "meeting", note=link)
        count = len(customer.care_touch_ids)
        customers = customer + self.known(name="Alder") + self.known(name="B")
        self.assertUnchanged(self.export(customers), user=self.exporter)
        customer.invalidate_recordset()
        self.assertEqual(len(customer.care_touch_ids), count)

    def test_the_workbook_of_customers_holds_their_contacts(self):
        customer = self.busy_month()
        self.touch(customer, "2020-02-29 08:00:00", summary="Met")
        private = self.customer(name="Zoe", is_company=False)
        self.touch(private, "2026-06-10 08:00:00")
        both = customer + private + self.known(name="Silent")
        book = self.env["care.export.book"].with_user(self.exporter)
        content = book._write(both)
        head, *rows = self.read_book(content)["Contact Calendar"]
        self.assertEqual(str(head[3])[:10], "2020-02-29")
        self.assertEqual([row[0] for row in rows], ["Alder", "Zoe"])
        self.assertUnchanged(content, user=self.exporter)

    def test_the_import_gives_letters_and_notes_back(self):
        customer = self.busy_month()
        content = self.export(customer)
        found = [("commercial_partner_id", "=", customer.id)]
        self.env["care.touch"].search(found).unlink()
        wizard = self.apply(content, user=self.exporter)
        self.assertEqual(self.statuses(wizard), ["create"])
        self.assertEqual(self.cells(self.export(customer)), self.cells(content))
        self.assertUnchanged(content, user=self.exporter)

    def test_days_are_those_of_the_company(self):
        customer = self.known(name="Alder")
        for moment in ("09 15:59:00", "09 16:00:00", "30 15:59:00", "30 16:00:00"):
            self.touch(customer, f"2026-06-{moment}")
        self.company.resource_calendar_id.tz = "America/New_York"
        self.touch(customer, "2026-06-21 03:30:00", "visit")
        days = {("Alder", 9): ("TT", None), ("Alder", 30): ("TT", None)}
        days["Alder", 20] = ("V", None)
        content = self.export(customer)
        self.assertEqual(self.cells(content), days)
        self.assertUnchanged(content)

    def test_the_sheet_speaks_the_language_of_its_reader(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        customer = self.known(name="上海木业")
        self.touch(customer, note=NOTE)
        content = self.export(customer, lang="zh_CN")
        head = self.read_book(content)["联系日历"][0]
        self.assertEqual(head[:3], ("客户名称", "客户编号", "Odoo标识"))
        self.assertUnchanged(content)

    def test_notes_longer_than_a_comment_are_cut_and_known_again(self):
        customer = self.known(name="Alder")
        self.touch(customer, note=f"<p>{'谈 price 😀 ' * 5000}</p>")
        self.touch(customer, note="<p>After</p>")
        content = self.export(customer)
        [(_letters, comment)] = self.cells(content).values()
        self.assertGreater(len(comment), 20_000)
        self.assertUnchanged(content)

    def test_all_pages_are_exported_the_best_customers_first(self):
        numbers = range(1, 4)
        customers = self.env["res.partner"].browse(
            [self.known(amount=n, name=f"C{n}").id for n in numbers]
        )
        [_head, *rows] = self.read_book(self.export(customers))["Contact Calendar"]
        self.assertEqual([row[0] for row in rows], ["C3", "C2", "C1"])

    def test_an_export_needs_the_right_and_leaves_a_line(self):
        customer = self.known()
        for user in (self.user(), self.user("all_documents"), self.user("auditor")):
            with self.assertRaisesRegex(AccessError, "may not export"):
                self.export(customer, user)
        self.export(customer)
        [log] = self.env["care.export.log"].search([("user_id", "=", self.exporter.id)])
        self.assertEqual((log.kind, log.record_count), ("excel", 1))
        self.assertEqual(log.field_names, "Contact Calendar")
        self.assertEqual(log.detail, f"2026-06-01 – 2026-06-30\n{customer.id}")

    def test_customers_of_others_are_left_out(self):
        mine, other = self.known(name="Mine"), self.known(user_id=self.user().id)
        self.touch(other)
        [_head, row] = self.read_book(self.export(mine + other))["Contact Calendar"]
        self.assertEqual(row[0], "Mine")
        with self.assertRaisesRegex(UserError, "No customer is shown"):
            self.export(other)
