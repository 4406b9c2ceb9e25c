import io
from pathlib import Path

import openpyxl

from odoo.tests import tagged

from .common import CareCommon

ADDON = Path(__file__).parents[1]
MIMETYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
OPTIONS = {"has_headers": True, "quoting": '"', "keep_matches": False}
ROWS = (
    # customer, date, amount, currency, reference, text, product, margin
    ("Buyer", "2026-02-01", 1250, "USD", "D-1", "Chair", None, 310),
    ("Buyer", "2026-02-02", -99.5, None, "D-2", "Refund of a lamp", None, None),
    ("Buyer", "2026-02-03", 40, None, None, None, "Lathe", None),
)


@tagged("post_install", "-at_install")
class TestDealImport(CareCommon):
    """The template of earlier deals, filled in, by the import that Odoo brings."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.manager = cls.user("sales_manager")
        cls.buyer = cls.customer(name="Buyer")
        cls.product(name="Lathe")

    def template(self):
        deals = self.env["care.deal"].with_user(self.manager)
        [template] = deals.get_import_templates()
        self.assertTrue(template["label"])
        _root, addon, path = template["template"].split("/", 2)
        self.assertEqual(addon, "crm_customer_care")
        return openpyxl.load_workbook(ADDON / path)

    def wizard(self, book):
        file = io.BytesIO()
        book.save(file)
        vals = {"res_model": "care.deal", "file": file.getvalue()}
        vals.update(file_name="care_deal.xlsx", file_type=MIMETYPE)
        return self.env["base_import.import"].with_user(self.manager).create(vals)

    def columns(self, preview):
        """Field of each column of the file."""
        matches = preview["matches"]
        return [
            "/".join(matches.get(number, matches.get(str(number), [])))
            for number in range(len(preview["headers"]))
        ]

    def run_import(self, book):
        wizard = self.wizard(book)
        preview = wizard.parse_preview(dict(OPTIONS), count=10)
        self.assertNotIn("error", preview)
        options = {**preview["options"], "has_headers": True}
        columns = self.columns(preview)
        return wizard.execute_import(columns, preview["headers"], options)

    def test_each_header_is_a_field_that_can_be_imported(self):
        preview = self.wizard(self.template()).parse_preview(dict(OPTIONS), count=10)
        importable = {field["name"] for field in preview["fields"]}
        columns = self.columns(preview)
        self.assertEqual(len(set(columns)), 8)
        self.assertLessEqual(set(columns), importable)
        self.assertLessEqual({"partner_id", "date", "amount", "margin"}, set(columns))

    def test_a_filled_copy_is_imported(self):
        book = self.template()
        sheet = book.active
        sheet.delete_rows(2, sheet.max_row)
        for row in ROWS:
            sheet.append(row)
        answer = self.run_import(book)
        self.assertFalse(answer["messages"])
        deals = self.env["care.deal"].browse(answer["ids"])
        self.assertEqual(deals.partner_id, self.buyer)
        self.assertEqual(deals.mapped("amount"), [1250, -99.5, 40])
        self.assertEqual(
            [str(day) for day in deals.mapped("date")], [r[1] for r in ROWS]
        )
        self.assertEqual(deals.currency_id, self.company.currency_id)
        self.assertEqual(deals.mapped("margin"), [310, 0, 0])
        self.assertEqual(deals[0].product_name, "Chair")
        self.assertEqual(deals[2].product_id.name, "Lathe")
        self.assertEqual(deals.company_id, self.company)

    def test_the_examples_of_the_template_can_be_imported(self):
        for name in ("Azure Interior", "Acme Corporation"):
            if not self.env["res.partner"].search_count([("name", "=", name)]):
                self.customer(name=name)
        answer = self.run_import(self.template())
        self.assertFalse(answer["messages"])
        deals = self.env["care.deal"].browse(answer["ids"])
        self.assertEqual(deals.mapped("amount"), [1250, 480.5, -99])
        days = [str(day) for day in deals.mapped("date")]
        self.assertEqual(days, ["2019-03-14", "2019-09-02", "2020-01-20"])
