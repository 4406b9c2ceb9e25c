import io
import time
import zipfile
from datetime import date

import xlwt

from odoo.tests.common import BaseCase

from odoo.addons.crm_customer_care.tools.sheet_error import SheetError
from odoo.addons.crm_customer_care.tools.sheet_head import find_head
from odoo.addons.crm_customer_care.tools.sheet_line import read_cell, read_line
from odoo.addons.crm_customer_care.tools.sheet_parts import FORMULA, MERGE
from odoo.addons.crm_customer_care.tools.sheet_read import (
    count_rows,
    open_workbook,
    read_merges,
    read_rows,
)
from odoo.addons.crm_customer_care.tools.sheet_value import read_day, read_number

from .fuzz_bytes import read_parts, write_parts
from .sheet_files import workbook

SHEET = "xl/worksheets/sheet1.xml"
ROWS = [["Customer", "City"], ["Alder", "Berlin"]]


def changed(change, name=SHEET):
    """A good workbook with one part changed."""
    parts = read_parts(workbook(Customers=ROWS))
    parts[name] = change(parts[name])
    return write_parts(parts)


class TestSheetOdd(BaseCase):
    def assertRefuses(self, sentence, function, *args):
        with self.assertRaises(SheetError) as refused:
            function(*args)
        self.assertIn(sentence, str(refused.exception))

    def open(self, content):
        with open_workbook(content) as sheets:
            return [sheet.name for sheet in sheets]

    def test_a_document_type_behind_a_remark_is_refused(self):
        remark = b"<!--" + b" <a> " * 5000 + b"-->"
        entities = remark + b'<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet/>'
        self.assertRefuses("a document type", self.open, changed(lambda _: entities))
        wide = entities.decode().encode("utf-16")
        self.assertRefuses("a document type", self.open, changed(lambda _: wide))
        harmless = changed(lambda data: data.replace(b"?>", b"?>" + remark, 1))
        self.assertEqual(self.open(harmless), ["Customers"])

    def test_a_sheet_that_cannot_be_unpacked_is_refused_while_it_is_counted(self):
        parts = read_parts(workbook(Customers=ROWS * 1000))
        content = write_parts(parts, zipfile.ZIP_STORED)
        turned = content.replace(b"</sheetData>", b"</sheetdata>")
        with open_workbook(turned) as [sheet]:
            self.assertRefuses("damaged or cut off", count_rows, sheet)
            self.assertRefuses("damaged or cut off", read_merges, sheet)

    def test_whole_columns_may_be_merged(self):
        merged = b'</sheetData><mergeCells><mergeCell ref="A:B"/></mergeCells>'
        content = changed(lambda data: data.replace(b"</sheetData>", merged))
        with open_workbook(content) as [sheet]:
            merges = read_merges(sheet)
            self.assertRefuses(
                "merged in row 1", find_head, "Customers", merges, read_rows(sheet)
            )

    def test_sheets_of_one_name_are_told_apart(self):
        sheet = b'<sheet name="Customers" sheetId="7" r:id="rId1"/></sheets>'
        book = changed(
            lambda data: data.replace(b"</sheets>", sheet), "xl/workbook.xml"
        )
        self.assertEqual(self.open(book), ["Customers", "Customers (2)"])
        many = changed(
            lambda data: data.replace(b"</sheets>", sheet[:-9] * 300 + b"</sheets>"),
            "xl/workbook.xml",
        )
        self.assertRefuses("more than 255 sheets", self.open, many)

    def test_numbers_and_days_out_of_reach_are_refused(self):
        for number in (1e308, float("inf"), float("nan"), "1e400", 10**400, "9" * 200):
            self.assertRefuses("too large a number", read_number, number)
        self.assertRefuses("not a whole number", read_cell, "whole", 2**31)
        for day in ("0001-01-01", date(9999, 12, 31), "31 Dec 9999"):
            self.assertRefuses("too far from today", read_day, day)

    def test_what_no_text_holds_is_left_out(self):
        book = xlwt.Workbook()
        sheet = book.add_sheet("Customers")
        for row, values in enumerate(ROWS):
            for column, value in enumerate(values):
                sheet.write(row, column, f"{value[:2]}\x00{value[2:]}")
        buffer = io.BytesIO()
        book.save(buffer)
        with open_workbook(buffer.getvalue()) as [sheet]:
            _head, row = read_rows(sheet)
            head = find_head("Customers", (), iter([row._replace(values=ROWS[0])]))
            line = read_line(sheet, head, row)
        self.assertEqual(line.values, {"name": "Alder", "city": "Berlin"})

    def test_a_text_is_as_long_as_its_column_allows(self):
        self.assertRefuses("longer than 500 characters", read_cell, "text", "a" * 501)
        self.assertRefuses("longer than Excel", read_cell, "long", "a" * 32_768)
        self.assertEqual(read_cell("long", "a" * 32_767), "a" * 32_767)
        self.assertEqual(read_cell("tags", "a" * 300 + ";" + "b" * 300)[1], "b" * 300)
        self.assertRefuses("longer than 500", read_cell, "tags", "a" * 501 + ";b")

    def test_beginnings_without_an_end_cost_no_time(self):
        started = time.process_time()
        for expression in (MERGE, FORMULA):
            for text in (b"<mergeCell ", b"<c ", b"<c ><f ", b"<c ><f>"):
                self.assertFalse(expression.findall(text * 100_000))
        read_cell("tags", "a;" + " " * 30_000 + "b")
        self.assertLess(time.process_time() - started, 5)
