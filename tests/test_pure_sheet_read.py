import io
import zipfile
from datetime import date, datetime, time
from pathlib import Path

import openpyxl
import xlsxwriter
import xlwt

from odoo.tests.common import BaseCase

from odoo.addons.crm_customer_care.tools.sheet_error import SheetError
from odoo.addons.crm_customer_care.tools.sheet_head import find_head
from odoo.addons.crm_customer_care.tools.sheet_line import read_line
from odoo.addons.crm_customer_care.tools.sheet_read import open_workbook, read_rows
from odoo.addons.crm_customer_care.tools.sheet_value import read_day

from .sheet_files import workbook

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def read(content):
    """[(number, values, comments)] of the first sheet."""
    with open_workbook(content) as sheets:
        return [
            (row.number, list(row.values), row.notes) for row in read_rows(sheets[0])
        ]


def zipped(**members):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def changed(content, name, change):
    """An archive with one part changed."""
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as source,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for member in source.namelist():
            data = source.read(member)
            target.writestr(member, change(data) if member == name else data)
    return buffer.getvalue()


class TestSheetRead(BaseCase):
    def assertRefuses(self, sentence, content):
        with self.assertRaisesRegex(SheetError, sentence):
            read(content)

    def test_what_is_no_workbook_is_refused_with_one_sentence(self):
        good = workbook(Customers=[["Customer"], ["Alder"]])
        self.assertRefuses("is empty", b"")
        self.assertRefuses("larger than 50 MB", b"PK" + bytes(50 * 2**20))
        self.assertRefuses("not an Excel workbook", b"Customer;City\nAlder;Berlin")
        self.assertRefuses("not an Excel workbook", b"<html><table></table></html>")
        self.assertRefuses("not an Excel workbook", zipped(mimetype=b"opendocument"))
        self.assertRefuses("damaged or cut off", good[: len(good) // 2])
        self.assertRefuses("damaged or cut off", OLE + bytes(2000))
        secret = OLE + bytes(1000) + "EncryptedPackage".encode("utf-16-le")
        self.assertRefuses("protected by a password", secret)

    def test_a_bomb_is_not_unpacked(self):
        good = workbook(Customers=[["Customer"], ["Alder"]])
        bomb = changed(
            good, "xl/worksheets/sheet1.xml", lambda data: data + b" " * (30 * 2**20)
        )
        self.assertLess(len(bomb), 2**17)
        self.assertRefuses("unpacks to far more", bomb)

    def test_a_document_type_is_refused(self):
        good = workbook(Customers=[["Customer"], ["Alder"]])
        entities = b'<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet/>'
        self.assertRefuses(
            "no Excel workbook holds",
            changed(good, "xl/worksheets/sheet1.xml", lambda _data: entities),
        )

    def test_a_damaged_sheet_is_refused_while_it_is_read(self):
        good = workbook(Customers=[["Customer"], ["Alder"]])
        broken = changed(good, "xl/worksheets/sheet1.xml", lambda data: data[:-40])
        self.assertRefuses("damaged or cut off", broken)

    def test_both_date_systems_give_the_same_day(self):
        rows = [["Customer", "Date"], ["Alder", date(2026, 6, 15)]]
        day = datetime(2026, 6, 15)
        for system in (False, True):
            content = workbook(options={"date_1904": system}, Deals=rows)
            self.assertEqual(read(content)[1][1][1], day)
            book = xlwt.Workbook()
            book.dates_1904 = system
            sheet = book.add_sheet("Deals")
            style = xlwt.easyxf(num_format_str="yyyy-mm-dd")
            sheet.write(0, 0, date(2026, 6, 15), style)
            sheet.write(0, 1, time(9, 30), xlwt.easyxf(num_format_str="hh:mm"))
            buffer = io.BytesIO()
            book.save(buffer)
            [[_number, values, _notes]] = read(buffer.getvalue())
            self.assertEqual(values, [day, time(9, 30)])

    def test_texts_of_days_in_all_ways(self):
        for text in (
            *("2026-06-15", "2026/6/15", "2026.6.15", "15.06.2026", "2026年6月15日"),
            *("20260615", "15/06/2026", "06/15/2026", "２０２６－０６－１５"),
            *("15 Jun 2026", "June 15, 2026", "2026-06-15 00:00:00", 20260615.0),
        ):
            self.assertEqual(read_day(text), date(2026, 6, 15), text)
        for text in ("05/06/2026", "2026-02-30", "soon", True, 46188):
            with self.assertRaises(SheetError):
                read_day(text)

    def test_hidden_rows_and_gaps_are_kept(self):
        buffer = io.BytesIO()
        book = xlsxwriter.Workbook(buffer)
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Customer"])
        sheet.write_row(1, 0, ["Hidden"])
        sheet.set_row(1, options={"hidden": True})
        sheet.write_row(4, 0, ["Alder"])
        sheet.write_row(5, 0, [0])
        book.close()
        rows = read(buffer.getvalue())
        self.assertEqual([row[0] for row in rows], [1, 2, 5, 6])
        self.assertEqual(rows[1][1], ["Hidden"])

    def test_comments_of_old_workbooks_are_read(self):
        file = Path(__file__).parent / "data" / "libreoffice.xls"
        _head, *rows = read(file.read_bytes())
        self.assertEqual(
            rows,
            [
                (2, ["上海兰亭", "T", "M"], {1: "谈了价格\n下次带样品"}),
                (3, ["Alder", None, "V"], {2: "met at the fair"}),
            ],
        )

    def test_comments_are_read_without_their_author(self):
        content = workbook(
            notes={("Calendar", "B2"): "met at the fair", ("Calendar", "C9"): "late"},
            Calendar=[["Customer", date(2026, 6, 15)], ["Alder", "TM"]],
        )
        rows = read(content)
        self.assertEqual(rows[1][2], {1: "met at the fair"})
        self.assertEqual(rows[2], (9, [], {2: "late"}))
        book = openpyxl.Workbook()
        book.active["A1"] = "T"
        book.active["A1"].comment = openpyxl.comments.Comment("Ann:\nwas glad", "Ann")
        buffer = io.BytesIO()
        book.save(buffer)
        self.assertEqual(read(buffer.getvalue())[0][2], {0: "was glad"})

    def test_a_formula_has_its_value_or_a_problem(self):
        buffer = io.BytesIO()
        book = xlsxwriter.Workbook(buffer)
        sheet = book.add_worksheet("Deals")
        sheet.write_row(0, 0, ["Customer", "Date", "Amount"])
        sheet.write_row(1, 0, ["Alder", "2026-06-15"])
        sheet.write_formula(1, 2, "=6*7", None, 42)
        book.close()
        self.assertEqual(read(buffer.getvalue())[1][1][2], 42)
        book = openpyxl.Workbook()
        book.active.append(["Customer", "Date", "Amount"])
        book.active.append(["Alder", "2026-06-15", "=6*7"])
        buffer = io.BytesIO()
        book.save(buffer)
        [line] = self.lines(buffer.getvalue())
        [(key, problem)] = line.problems
        self.assertEqual((key, line.cells[key]), ("amount", "C2"))
        self.assertIn("never been calculated", str(SheetError(problem)))

    def test_an_error_in_a_cell_is_told_with_its_address(self):
        content = workbook(
            Deals=[["Amount", "Customer", "Date"], ["#N/A", "#REF!", "2026-06-15"]]
        )
        [line] = self.lines(content)
        self.assertEqual(
            [line.cells[key] for key, _problem in line.problems], ["A2", "B2"]
        )

    def lines(self, content):
        with open_workbook(content) as sheets:
            sheet = sheets[0]
            head = find_head(sheet.name, sheet.merges, read_rows(sheet))
            return [
                read_line(sheet, head, row)
                for row in read_rows(sheet)
                if row.number > head.number
            ]

    def test_merged_headers_are_refused(self):
        buffer = io.BytesIO()
        book = xlsxwriter.Workbook(buffer)
        sheet = book.add_worksheet("Customers")
        sheet.merge_range("A1:B1", "Customer")
        sheet.write(0, 2, "City")
        book.close()
        with self.assertRaisesRegex(SheetError, "merged in row 1"):
            self.lines(buffer.getvalue())

    def test_merged_headers_of_old_workbooks_are_refused(self):
        for rows in (1, 30_000):
            book = xlwt.Workbook()
            sheet = book.add_sheet("Customers")
            for row in range(1, rows):
                sheet.write(row, 0, f"å Customer {row}")
            sheet.write_merge(0, 0, 0, 1, "Customer")
            sheet.write(0, 2, "City")
            buffer = io.BytesIO()
            book.save(buffer)
            with self.assertRaisesRegex(SheetError, "merged in row 1"):
                self.lines(buffer.getvalue())

    def test_a_merged_title_above_the_header_does_no_harm(self):
        buffer = io.BytesIO()
        book = xlsxwriter.Workbook(buffer)
        sheet = book.add_worksheet("Customers")
        sheet.merge_range("A1:C1", "Our customers")
        sheet.write_row(1, 0, ["City", "Customer"])
        sheet.write_row(2, 0, ["Berlin", "Alder"])
        book.close()
        [line] = self.lines(buffer.getvalue())
        self.assertEqual(line.values, {"city": "Berlin", "name": "Alder"})

    def test_sheets_are_known_in_three_languages(self):
        for heads in (
            ["E-mail", "Name", "Customer"],
            ["邮箱", "姓名", "客户名称"],
            ["電子郵件", "姓名", "客戶名稱"],
        ):
            rows = [heads, ["a@b.example", "Ann", "Alder"]]
            [line] = self.lines(workbook(Sheet1=rows))
            self.assertEqual(
                line.values,
                {"email": "a@b.example", "name": "Ann", "customer": "Alder"},
            )

    def test_numbers_are_what_they_mean(self):
        rows = [
            ["Customer", "Date", "Amount", "Margin"],
            ["Alder", "2026-06-15", "１，２３４．５", "12万"],
            ["Birch", "2026-06-15", 0.35, "35%"],
        ]
        first, second = self.lines(workbook(Deals=rows))
        self.assertEqual(
            (first.values["amount"], first.values["margin"]), (1234.5, 12e4)
        )
        self.assertEqual(
            (second.values["amount"], second.values["margin"]), (0.35, 0.35)
        )

    def test_leading_zeros_and_floats_of_phones(self):
        rows = [["Name", "Phone"], ["Ann", "010 1234"], ["Bo", 13812345678.0]]
        first, second = self.lines(workbook(Persons=rows))
        self.assertEqual(first.values["phone"], "010 1234")
        self.assertEqual(second.values["phone"], "13812345678")
