"""Workbooks of good rows in which some cells, headers or layouts are odd."""

import io
from datetime import date, datetime, time, timedelta

import openpyxl
import xlsxwriter
import xlwt

from odoo.addons.crm_customer_care.tools.touch_note import FORBIDDEN

DAY = date(2025, 3, 31)
# rows as they are written every day, in three languages
ROWS = {
    "Customers": [
        ["Customer", "客户编号", "E-Mail", "Phone", "City", "Country", "State"]
        + ["Website", "Tax ID", "Tags", "Yearly Spend", "Salesperson", "Tier", "Note"],
        ["Alder", "F1", "a@alder.example", "+49 30 1234", "Berlin", "DE", ""]
        + ["alder.example", "", "", 1200.5, "", "", "Likes tea"],
        ["白桦", "F2", "", 13812345678, "上海", "中国", ""]
        + ["http://birch.example", "", "", "12万", "", "", ""],
    ],
    "联系人": [
        ["姓名", "客户名称", "性别", "手机", "邮箱", "渠道", "守丧至", "Odoo ID"]
        + ["致电开始时间", "致电日（1-7）", "时区", "收入", "秘密", "爱好", "支持者"],
        ["张伟", "Alder", "男", 13900000000, "zhang@alder.example", "T", DAY, ""]
        + ["9:30", "1-5", "Asia/Shanghai", "", "下棋", "", "是"],
        ["李娜", "白桦", "女", "１３７００００００００", "", "", "", ""]
        + [time(10, 0), "", "", "", "", "", ""],
    ],
    "Dates": [
        ["Name", "Customer", "Kind of Date", "Date", "Calendar", "Relative", "Title"],
        ["张伟", "Alder", "生日", "农历八月十五", "", "", ""],
        ["", "白桦", "Founding", date(1998, 4, 1), "Gregorian", "", "Our founding"],
    ],
    "Relations": [
        ["Person", "Customer", "Relation", "Other Person", "Secret", "Other Phone"],
        ["张伟", "Alder", "Spouse", "李娜", "yes", ""],
        ["李娜", "白桦", "Friend", "Somebody Else", "", "010 1234"],
    ],
    "聯絡同意": [
        ["姓名", "渠道", "答覆", "答覆日期", "備註"],
        ["张伟", "T", "已同意", DAY, ""],
        ["李娜", "M", "已拒絕", "2025-04-01", "by mail"],
    ],
    "Teams": [
        ["Customer", "Colleague", "Role", "Since", "Odoo ID"],
        ["Alder", "admin", "Deputy", DAY, "7-abcd"],
    ],
    "Deals": [
        ["客户", "日期", "金额", "币种", "产品", "毛利", "单号"],
        ["Alder", "2025/3/31", "1,200.50", "", "Annual service", "35%", "2025-1"],
        ["白桦", date(2025, 4, 1), 100, "", "", "", ""],
        ["白桦", date(2025, 4, 1), 100, "", "", "", ""],
    ],
    "Calendar": [
        ["Customer", "Odoo ID", date(2025, 3, 3), "2025-03-04", date(2025, 3, 5)],
        ["Alder", "", "TM", "T×3", ""],
        ["白桦", "", "", "v", "T M"],
    ],
}
LONG = "Ä" * 40_000
ODD = [
    *("", " ", "\u3000", "\u00a0", "\ufeff", "\u200b", "\u202eevil", "0", "-0", "00"),
    *("\x00", "a\x00b", "\x01\x02", "\x1b[31m", "a\x08b", "\ufffe", "\uffff", "\x7f"),
    *("²", "½", "٣", "一", "Ⅷ", "①", "𝟙", "²-abcd", "9" * 5000, "1e400", "-1e400"),
    *("1e308", "nan", "inf", "-Infinity", "0x10", "1_000", "1,2,3", "1.2.3", "--1"),
    *("%s", "%(name)s", "%d %d", "{0}", "{{ 7*7 }}", "${7*7}", "\\", "\\u0000", "'"),
    *("';--", '"', "<b>x</b>", "<script>alert(1)</script>", "&lt;", "&#0;", "]]>"),
    *("=1+1", "=HYPERLINK(1)", "+1", "-1", "@SUM(A1)", "#N/A", "#REF!", "#", "#SPILL!"),
    *("0000-00-00", "0001-01-01", "9999-12-31", "1899-12-30", "10000-01-01", "29.2.23"),
    *("31/12/9999", "2025-13-45", "20251345", "农历十三月四十", "农历闰十二月初一"),
    *("lunar 13/45", "lunar 2200-1-1", "lunar leap 1/1", "2月30日", "02-29", "0/0"),
    *(
        "25:99",
        "24:00",
        "-1:00",
        "9:3",
        "yes no",
        "TRUE",
        "T×0",
        "T×100",
        "T*" + "9" * 50,
    ),
    *(
        "TM" * 2000,
        "é" * 600,
        "👨‍👩‍👧‍👦" * 100,
        "a\nb\rc\td",
        ";" * 500,
        "a" + " " * 9000 + "b",
    ),
    *("http://[", "http://[::1", "javascript:alert(1)", "//", "http://" + "a" * 3000),
    *(
        "a@b",
        "@",
        "a@b.c@d.e",
        "a@" + "b." * 3000 + "c",
        '"a b"@c.example',
        "a@[1.2.3.4]",
    ),
    *("+" * 300, "+0000000000000000000", "(((((", "ext. 12", "1;ext=" + "9" * 60),
    *("Alder", "alder", "张伟", "1-abcd", "-", "99999999999999999999-x", "T", "DE"),
    *("a\u0301" * 700, "\u0301\u0316" * 700, LONG, LONG + "\n" + LONG),
    *(
        0,
        -1,
        1,
        0.1,
        1e15,
        -1e15,
        1e22,
        1e308,
        -1e308,
        5e-324,
        2**31,
        2**63,
        123456789012,
    ),
    *(True, False, None),
    *(date(1900, 1, 1), date(9999, 12, 31), datetime(2025, 3, 3, 23, 59, 59), time(0)),
    *(timedelta(days=3), timedelta(hours=30)),
]
# the same for headers, and names of sheets that no file name could have
HEADS = ["", "Customer", "Name", "Date", "2025-03-04", "0001-01-01", "9999-12-31", "?"]
HEADS += ["客户", "Reason", 45000, DAY, date(9999, 12, 31), LONG, "%s", "\x01", "日期"]
TITLES = ["Sheet1", "A/B", "a:b?", "[x]", "'quoted'", "x" * 31, "客户", "Customers"]


def odd_cells(random):
    """A workbook of one or more of the sheets with odd cells."""
    names = random.sample(list(ROWS), random.randint(1, len(ROWS)))
    sheets = {name: [list(row) for row in ROWS[name]] for name in names}
    for _ in range(random.choice((1, 1, 2, 5, 20))):
        rows = sheets[random.choice(names)]
        row = random.choice(rows if random.random() < 0.2 else rows[1:])
        odd = random.choice(HEADS if row is rows[0] else ODD)
        row[random.randrange(len(row))] = odd
    _arrange(random, sheets)
    write = random.choice((write_xlsx, write_xlsx, write_openpyxl, write_xls))
    return write(sheets, random)


def _arrange(random, sheets):
    """Odd places of rows, columns and names."""
    name = random.choice(list(sheets))
    rows = sheets[name]
    change = random.randrange(12)
    if change == 0:
        rows[0:0] = [["A title"]] * random.choice((1, 9, 12))
    elif change == 1:
        rows[1:1] = [[None]] * random.choice((1, 100, 2000))
    elif change == 2:
        rows += [list(rows[-1]) for _ in range(random.choice((1, 50)))]
    elif change == 3:
        for row in rows:
            row += [None] * random.choice((10, 200)) + ["beyond"]
    elif change == 4:
        sheets[name] = [list(reversed(row)) for row in rows]
    elif change == 5:
        sheets[name] = rows[: random.randint(0, 1)]
    elif change == 6:
        sheets[random.choice(TITLES)] = sheets.pop(name)
    elif change == 7:
        for row in rows:
            row.extend(row)


def write_xlsx(sheets, random):
    buffer = io.BytesIO()
    options = {"default_date_format": "yyyy-mm-dd", "strings_to_urls": False}
    options["date_1904"] = random.random() < 0.1
    options["strings_to_formulas"] = random.random() < 0.2
    options["nan_inf_to_errors"] = True
    book = xlsxwriter.Workbook(buffer, options)
    for name, rows in sheets.items():
        sheet = book.add_worksheet(_title(name, book.sheetnames))
        for number, row in enumerate(rows):
            for column, value in enumerate(row):
                _write_cell(sheet, number, column, value)
        _decorate(random, sheet)
    book.close()
    return buffer.getvalue()


def _write_cell(sheet, number, column, value):
    if isinstance(value, str) and not value.startswith("="):
        # what is longer than Excel allows is left out by the writer
        sheet.write_string(number, column, value[:32_767])
    elif value is not None:
        sheet.write(number, column, value)


def _decorate(random, sheet):
    change = random.randrange(10)
    if change == 0:
        sheet.merge_range(0, 0, random.randint(0, 3), random.randint(1, 9), "Customer")
    elif change == 1:
        sheet.hide()
    elif change == 2:
        sheet.set_row(1, options={"hidden": True})
        sheet.set_column(0, 2, options={"hidden": True})
    elif change == 3:
        for _ in range(5):
            place = random.randrange(5), random.randrange(9)
            sheet.write_comment(*place, str(random.choice(ODD))[:32_000])
    elif change == 4:
        sheet.write_formula(1, 1, "=1/0", None, random.choice(("#DIV/0!", "", 1e300)))
        sheet.write_array_formula(2, 0, 2, 2, "{=A1:C1}", None, "x")


def _title(name, taken):
    for sign in "[]:*?/\\":
        name = name.replace(sign, "_")
    name = name.strip("'")[:31]
    return name if name not in taken else None


def write_openpyxl(sheets, random):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(_title(name, book.sheetnames))
        for number, row in enumerate(rows, 1):
            for column, value in enumerate(row, 1):
                if isinstance(value, str):
                    value = FORBIDDEN.sub("?", value)
                cell = sheet.cell(number, column, value)
                if random.random() < 0.02:
                    cell.number_format = random.choice(("[h]:mm", "yyyy", "@", "0%"))
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def write_xls(sheets, random):
    book = xlwt.Workbook()
    book.dates_1904 = random.random() < 0.1
    style = xlwt.easyxf(num_format_str="yyyy-mm-dd")
    for position, (name, rows) in enumerate(sheets.items()):
        sheet = book.add_sheet(f"{position} {_title(name, ())}"[:31])
        for number, row in enumerate(rows):
            for column, value in enumerate(row[:256]):
                if isinstance(value, timedelta):
                    value = value.total_seconds()
                if isinstance(value, str):
                    value = value[:32_000]
                styles = [style] if isinstance(value, (date, time)) else []
                sheet.write(number, column, value, *styles)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()
