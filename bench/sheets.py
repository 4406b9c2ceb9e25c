"""Workbooks: reading one against the bare reader, importing against bare `create`."""

import base64
import io
import tracemalloc
from datetime import datetime, timedelta

import openpyxl
import xlrd
import xlsxwriter
import xlwt
from stopwatch import ROUNDS, Stopwatch, clock, session

from odoo.tools import split_every

from odoo.addons.crm_customer_care.tools.sheet_read import open_workbook, read_rows

ROWS = 50_000
CUSTOMERS = 10_000
CHUNK = 1000
HEADS = [
    *("Customer", "Customer Reference", "E-Mail", "Phone", "City"),
    *("Since", "Amount", "Note", "Street", "ZIP"),
]
QUIET = {
    "tracking_disable": True,
    "mail_create_nosubscribe": True,
    "mail_create_nolog": True,
}


def measure(registry, report):
    measure_reading(report)
    measure_import(registry, report)


def row_of(number):
    return [
        f"Sheet customer {number}",
        f"SHEET{number}",
        f"office{number}@sheet.example",
        13_800_000_000 + number,
        "Shanghai",
        datetime(2020, 1, 1) + timedelta(number % 2000),
        number * 1.5,
        f"a note of some words {number}",
        f"Example Road {number}",
        "200000",
    ]


def make_xlsx(count, columns=10):
    buffer = io.BytesIO()
    options = {"constant_memory": True, "default_date_format": "yyyy-mm-dd"}
    book = xlsxwriter.Workbook(buffer, options)
    sheet = book.add_worksheet("Customers")
    sheet.write_row(0, 0, HEADS[:columns])
    for number in range(1, count + 1):
        sheet.write_row(number, 0, row_of(number)[:columns])
        if number % 100 == 0:
            sheet.write_comment(number, 0, "met at the fair")
    book.close()
    return buffer.getvalue()


def make_xls(count):
    buffer = io.BytesIO()
    book = xlwt.Workbook()
    sheet = book.add_sheet("Customers")
    day = xlwt.easyxf(num_format_str="yyyy-mm-dd")
    for column, head in enumerate(HEADS):
        sheet.write(0, column, head)
    for number in range(1, count + 1):
        for column, value in enumerate(row_of(number)):
            style = [day] if isinstance(value, datetime) else []
            sheet.write(number, column, value, *style)
    book.save(buffer)
    return buffer.getvalue()


# reading
def read_ours(content):
    with open_workbook(content) as sheets:
        for sheet in sheets:
            for _row in read_rows(sheet):
                pass


def read_bare_xlsx(content):
    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    for sheet in book.worksheets:
        for _row in sheet.iter_rows(values_only=True):
            pass


def read_bare_xls(content):
    book = xlrd.open_workbook(file_contents=content)
    for sheet in book.sheets():
        for number in range(sheet.nrows):
            sheet.row_types(number)
            sheet.row_values(number)


def measure_reading(report):
    for kind, content, bare in (
        ("xlsx", make_xlsx(ROWS), read_bare_xlsx),
        ("xls", make_xls(ROWS), read_bare_xls),
    ):
        watch = Stopwatch()
        watch.take_turns(
            ROUNDS,
            ours=lambda _number, content=content: clock(read_ours, content),
            bare=lambda _number, content=content, bare=bare: clock(bare, content),
        )
        report.row(
            f"reading {ROWS:,} rows of .{kind} / the bare reader",
            watch.ratio("ours", "bare"),
            1.3,
            watch.text("ours", "bare"),
        )
        tracemalloc.start()
        read_ours(content)
        peak = tracemalloc.get_traced_memory()[1] / 2**20
        tracemalloc.stop()
        report.row(f"memory of it, MB, .{kind}", peak, 150)


# importing
def values_of(number):
    name, ref, email, phone, city = row_of(number)[:5]
    return {
        "name": name,
        "ref": ref,
        "email": email,
        "phone": str(phone),
        "city": city,
        "is_company": True,
    }


def measure_import(registry, report):
    content = base64.b64encode(make_xlsx(CUSTOMERS, columns=5))

    def create(_number):
        with session(registry) as env:
            return clock(create_all, env)

    def create_all(env):
        partners = env["res.partner"].with_context(**QUIET)
        for chunk in split_every(CHUNK, range(1, CUSTOMERS + 1), list):
            partners.create([values_of(number) for number in chunk])
            env.flush_all()
            env.invalidate_all()

    def import_all(_number):
        with session(registry) as env:
            wizard = env["care.import"].create({"file": content, "filename": "a.xlsx"})
            seconds = clock(wizard.action_apply)
            if wizard.create_count != CUSTOMERS:
                raise RuntimeError(f"{wizard.create_count} customers were created")
            return seconds

    watch = Stopwatch()
    watch.take_turns(ROUNDS, ours=import_all, bare=create)
    report.row(
        f"import of {CUSTOMERS:,} customers / create in chunks",
        watch.ratio("ours", "bare"),
        1.2,
        watch.text("ours", "bare"),
    )
