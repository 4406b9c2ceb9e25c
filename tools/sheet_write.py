"""Rows to an `.xlsx` workbook: text stays text, comments stay comments."""

import io
import re
from datetime import date, datetime, time

import xlsxwriter

from . import sheet_columns
from .sheet_head import REASONS, plain
from .sheet_read import open_workbook, read_rows
from .sheet_value import MAX_TEXT, is_empty

FORMATS = {
    "day": {"num_format": "yyyy-mm-dd"},
    "moment": {"num_format": "yyyy-mm-dd hh:mm"},
    "time": {"num_format": "hh:mm"},
    "head": {"bold": True, "bg_color": "#E7E9ED", "text_wrap": True, "valign": "top"},
    "day_head": {"bold": True, "bg_color": "#E7E9ED", "num_format": "yyyy-mm-dd"},
}
# Excel keeps fifteen digits of a number
MAX_NUMBER = 10**15
WIDTHS = (10, 40)
MAX_TITLE = 31
NOT_IN_TITLES = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
# of a comment, in pixels and characters
COMMENT_WIDTH, LINE_HEIGHT, LINE_LENGTH, MOST_LINES = 300, 18, 40, 20


class WorkbookWriter:
    """Writes sheet after sheet, each row as it comes."""

    def __init__(self):
        self._buffer = io.BytesIO()
        self._book = xlsxwriter.Workbook(
            self._buffer,
            {"constant_memory": True, "strings_to_formulas": False},
        )
        self._formats = {
            name: self._book.add_format(spec) for name, spec in FORMATS.items()
        }

    def add_sheet(self, name, heads, frozen=0):
        """Begin a sheet with these names of columns, the first ones always in sight."""
        name = title(name, {known.lower() for known in self._book.sheetnames})
        sheet = SheetWriter(self._book.add_worksheet(name), self._formats)
        sheet.write_head(heads, frozen)
        return sheet

    def close(self):
        """Return the bytes of the workbook."""
        self._book.close()
        return self._buffer.getvalue()


class SheetWriter:
    def __init__(self, sheet, formats):
        self._sheet = sheet
        self._formats = formats
        self._row = 0
        self.notes = {}

    def write_head(self, heads, frozen=0):
        for column, head in enumerate(heads):
            # wide enough for Chinese characters too
            width = 2 + sum(1 + (ord(letter) > 255) for letter in str(head or ""))
            low, high = WIDTHS
            self._sheet.set_column(column, column, min(max(width, low), high))
        self._sheet.freeze_panes(1, frozen)
        self.write_row(heads, head=True)

    def write_row(self, values, notes=None, head=False):
        """Write a row of values, with comments by column."""
        for column, value in enumerate(values):
            self._write_cell(column, value, head)
        for column, note in (notes or {}).items():
            self._sheet.write_comment(self._row, column, note, _size(note))
        self._row += 1

    def _write_cell(self, column, value, head):
        sheet, at, formats = self._sheet, (self._row, column), self._formats
        style = formats["head"] if head else None
        if is_empty(value):
            return
        if isinstance(value, bool):
            sheet.write_boolean(*at, value, style)
        elif isinstance(value, (int, float)) and abs(value) < MAX_NUMBER:
            sheet.write_number(*at, value, style)
        elif isinstance(value, time):
            sheet.write_datetime(*at, value, formats["time"])
        elif isinstance(value, date) and value.year >= 1900:
            plain_day = not isinstance(value, datetime) or value.time() == time()
            kind = "day_head" if head else "day" if plain_day else "moment"
            sheet.write_datetime(*at, value, formats[kind])
        else:
            sheet.write_string(*at, str(value)[:MAX_TEXT], style)


def title(name, taken=()):
    """A name that Excel allows for a sheet, and that none of those taken has.

    >>> title("a/b"), title("'Deals'", {"deals"}), title("x" * 40) == "x" * 31
    ('a_b', 'Deals (2)', True)
    """
    name = NOT_IN_TITLES.sub("_", name).strip("' ") or "Sheet"
    if name.lower() == "history":  # which Excel keeps for itself
        name = f"{name}_"
    found, count = name[:MAX_TITLE].strip("'"), 1
    while found.lower() in taken:
        count += 1
        number = f" ({count})"
        found = f"{name[: MAX_TITLE - len(number)]}{number}"
    return found


def _size(note):
    """A box in which one reads most notes without scrolling."""
    lines = sum(1 + len(line) // LINE_LENGTH for line in note.splitlines())
    return {
        "width": COMMENT_WIDTH,
        "height": LINE_HEIGHT * (min(lines, MOST_LINES) + 1),
    }


def write_rejected(content, reasons, heads, lang):
    """The rejected rows of a workbook in its own layout, with a column of reasons.

    `reasons` are texts by sheet and row, `heads` the rows of the sheets' headers.
    """
    writer = WorkbookWriter()
    reason = sheet_columns.REASON[sheet_columns.position_of(lang)]
    with open_workbook(content) as sheets:
        for sheet in sheets:
            if found := reasons.get(sheet.name):
                _copy_rows(writer, sheet, found, heads[sheet.name], reason)
    return writer.close()


def _copy_rows(writer, sheet, reasons, head_number, reason):
    target, columns = None, []
    for row in read_rows(sheet):
        if row.number == head_number:
            columns = [
                column
                for column, name in enumerate(row.values)
                if is_empty(name) or plain(name) not in REASONS
            ]
            heads = [row.values[column] for column in columns]
            target = writer.add_sheet(sheet.name, [*heads, reason])
        elif row.number in reasons:
            values = [
                row.values[column] if column < len(row.values) else None
                for column in columns
            ]
            notes = {
                columns.index(column): note
                for column, note in row.notes.items()
                if column in columns
            }
            target.write_row([*values, reasons[row.number]], notes)


def write_template(lang):
    """An empty workbook of all sheets, with a row of examples."""
    position = sheet_columns.position_of(lang)
    writer = WorkbookWriter()
    for sheet in sheet_columns.SHEETS:
        heads = [column.names[position] for column in sheet.columns]
        examples = [column.example for column in sheet.columns]
        if sheet is sheet_columns.TOUCHES:
            heads.append(date(2026, 1, 5))
            examples.append("T")
        writer.add_sheet(sheet.names[position], heads).write_row(examples)
    return writer.close()
