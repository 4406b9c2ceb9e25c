"""Workbooks of Excel 97 to 2003 by xlrd, sheet by sheet."""

import os
import re
from contextlib import contextmanager
from functools import partial
from struct import unpack

import xlrd
from xlrd import compdoc

BAD_DATE = "#VALUE!"
# a record of merged cells: its kind, its size, and the number of ranges of 8 bytes each
MERGED = re.compile(rb"\xe5\x00(?=(.{4}))", re.S)


@contextmanager
def open_sheets(content):
    """Give the sheets of an `.xls` file."""
    with open(os.devnull, "w") as log:
        if content.startswith(compdoc.SIGNATURE):
            refuse_circles(compdoc.CompDoc(content, logfile=log).SSAT)
        read = partial(
            xlrd.open_workbook, file_contents=content, logfile=log, on_demand=True
        )
        book = read()
        # merged cells are told with the formatting only, which takes a third longer
        if may_merge(book.mem or b""):
            book.release_resources()
            book = read(formatting_info=True)
        try:
            yield [XlsSheet(book, position) for position in range(book.nsheets)]
        finally:
            book.release_resources()


def may_merge(stream):
    """Whether a workbook's stream may hold a record of merged cells: chance may look
    like one, too.

    >>> may_merge(bytes.fromhex("e500 0a00 0100 0000 0000 0000 0100"))
    True
    >>> may_merge("åå".encode("utf-16-le") + bytes(2))
    False
    """
    found = (unpack("<HH", record[1]) for record in MERGED.finditer(stream))
    return any(ranges and size == 2 + 8 * ranges for size, ranges in found)


def refuse_circles(following):
    """Raise ValueError if a chain of sectors comes back to itself: xlrd would follow it
    until no memory is left.

    >>> refuse_circles([1, 2, -2, -1])
    >>> refuse_circles([1, 2, 0])
    Traceback (most recent call last):
    ValueError: a chain of sectors has no end
    """
    ended = set()
    for sector in range(len(following)):
        chain = set()
        while 0 <= sector < len(following) and sector not in ended:
            if sector in chain:
                raise ValueError("a chain of sectors has no end")
            chain.add(sector)
            sector = following[sector]
        ended |= chain


class XlsSheet:
    def __init__(self, book, position):
        self._book = book
        self._position = position
        self._days = {}
        self.name = book.sheet_names()[position]

    @property
    def _sheet(self):
        return self._book.sheet_by_index(self._position)

    @property
    def merges(self):
        return [
            (top + 1, left, bottom, right - 1)
            for top, bottom, left, right in self._sheet.merged_cells
        ]

    @property
    def length(self):
        """How many rows there are, empty ones included."""
        return self._sheet.nrows

    def iterate(self):
        """Yield (values, comments by column) of every row."""
        notes, sheet = {}, self._sheet
        for (row, column), note in sheet.cell_note_map.items():
            if text := without_author(note.text, note.author):
                notes.setdefault(row, {})[column] = text
        for number in range(max([sheet.nrows, *(row + 1 for row in notes)])):
            values = ()
            if number < sheet.nrows:
                kinds = sheet.row_types(number)
                cells = sheet.row_values(number)
                values = [
                    value if kind == xlrd.XL_CELL_TEXT else self._get_value(kind, value)
                    for kind, value in zip(kinds, cells)  # noqa: B905
                ]
            yield values, notes.get(number, {})

    def _get_value(self, kind, value):
        if kind == xlrd.XL_CELL_NUMBER:
            return int(value) if value.is_integer() else value
        if kind == xlrd.XL_CELL_DATE:
            return self._get_date(value)
        if kind == xlrd.XL_CELL_BOOLEAN:
            return bool(value)
        if kind == xlrd.XL_CELL_ERROR:
            return xlrd.error_text_from_code.get(value, "#VALUE!")
        return None

    def _get_date(self, value):
        if value not in self._days:
            try:
                moment = xlrd.xldate.xldate_as_datetime(value, self._book.datemode)
            except (ValueError, OverflowError):
                moment = BAD_DATE
            else:
                moment = moment.time() if 0 <= value < 1 else moment
            self._days[value] = moment
        return self._days[value]


def without_author(text, author):
    """Excel puts the author's name over a new comment: that is not what it says.

    >>> without_author("Ann:\\nmet at the fair", "Ann")
    'met at the fair'
    """
    text = (text or "").replace("\r\n", "\n").replace("\r", "\n").strip()
    return text.removeprefix(f"{author}:\n").strip() if author else text
