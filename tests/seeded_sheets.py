"""Large workbooks with faults at known rows, by several writers of Excel's formats."""

import io
from datetime import date, timedelta
from random import Random

import xlsxwriter
import xlwt

FAULTS = 100
HEADS = [
    "姓名",
    "客户名称",
    "邮箱",
    "手机",
    "性别",
    "渠道",
    "守丧至",
    "期望联系间隔（天）",
]
NAMES = "王 李 张 刘 陈 杨 赵 黄 周 吴".split()


def good_row(number):
    """A person of one of ten customers."""
    return [
        f"{NAMES[number % 10]}{number}",
        f"客户{number % 10}",
        f"person{number}@seeded.example",
        13_000_000_000 + number,
        "男女"[number % 2],
        "TEMV"[number % 4],
        date(2030, 1, 1) + timedelta(number % 300),
        number % 90,
    ]


# (column, what stands there)
WRONG = [
    (0, ""),
    (1, "没有的客户"),
    (2, "no address"),
    (4, "?"),
    (5, "Pigeon"),
    (6, "2030-02-31"),
    (6, "03/04/2030"),
    (7, "many"),
    (7, 2.5),
    (3, "#N/A"),
]


def make_rows(count):
    """Return (rows with faults, the faultless rows by number of those)."""
    rows = [good_row(number) for number in range(count)]
    faults = {}
    for nth, number in enumerate(Random(7).sample(range(count), FAULTS)):
        column, value = WRONG[nth % len(WRONG)]
        faults[number] = list(rows[number])
        rows[number][column] = value
    return rows, faults


def make_xlsx(rows, heads=HEADS):
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"default_date_format": "yyyy-mm-dd"})
    sheet = book.add_worksheet("联系人")
    sheet.write_row(0, 0, heads)
    for number, row in enumerate(rows, 1):
        sheet.write_row(number, 0, row)
        if number % 50 == 0:
            sheet.write_comment(number, 0, f"备注 {number}")
    customers = book.add_worksheet("客户")
    customers.write_column(0, 0, ["客户名称", *(f"客户{n}" for n in range(10))])
    book.close()
    return buffer.getvalue()


def make_xls(rows, heads=HEADS):
    buffer = io.BytesIO()
    book = xlwt.Workbook()
    sheet = book.add_sheet("联系人")
    day = xlwt.easyxf(num_format_str="yyyy-mm-dd")
    for number, row in enumerate([heads, *rows]):
        for column, value in enumerate(row):
            style = [day] if isinstance(value, date) else []
            sheet.write(number, column, value, *style)
    customers = book.add_sheet("客户")
    for number in range(11):
        customers.write(number, 0, f"客户{number - 1}" if number else "客户名称")
    book.save(buffer)
    return buffer.getvalue()
