"""One row of a sheet with what its cells mean, and what becomes of it."""

import re

from openpyxl.utils import get_column_letter

from odoo.tools.translate import LazyTranslate

from . import sheet_value
from .sheet_columns import TOUCHES
from .sheet_error import SheetError

_lt = LazyTranslate(__name__, default_lang="en_US")

# a name may hold a comma: where semicolons stand, commas divide nothing
STRONG = re.compile(r"[;；\n]")
WEAK = re.compile(r"[,，、]")
# of what stands on one line: names are looked up and kept in indexes
MAX_LENGTH = 500
# contacts of a day: more digits are no number of them
MAX_DIGITS = 9
LISTS = ("tags", "interests", "products", "competitors")


class Line:
    """`values` by the key of the column; `problems` are (cell, lazy text) pairs."""

    __slots__ = (
        *("sheet", "row", "values", "cells", "problems", "days"),
        *("status", "message", "record_id", "vals", "twin"),
    )

    def __init__(self, sheet, row):
        self.sheet, self.row = sheet, row
        self.values, self.cells, self.vals, self.days = {}, {}, {}, {}
        self.problems, self.message = [], ""
        # an equal line further up, whose record is not there yet
        self.status = self.record_id = self.twin = None

    @property
    def is_rejected(self):
        return self.status == "rejected"

    def reject(self, message, key=None):
        """Refuse the row for a reason, told with the cell of a column."""
        cell = self.cells.get(key)
        text = f"{cell}: {message}" if cell else str(message)
        self.message = f"{self.message}\n{text}" if self.is_rejected else text
        self.status = "rejected"


def read_line(sheet, head, row):
    """Return the `Line` of a row under a `Head`; what can't be read is a problem."""
    line = Line(sheet.name, row.number)
    for position, column in head.columns.items():
        value = row.values[position] if position < len(row.values) else None
        if sheet_value.is_empty(value):
            continue
        line.cells[column.key] = f"{get_column_letter(position + 1)}{row.number}"
        try:
            line.values[column.key] = read_cell(column.kind, value)
        except SheetError as error:
            line.problems.append((column.key, error.message))
    if head.kind is TOUCHES:
        _read_touches(line, head, row)
    return line


def _read_touches(line, head, row):
    """Letters and notes of the days of a contact calendar."""
    for position, day in head.days.items():
        value = row.values[position] if position < len(row.values) else None
        note = row.notes.get(position, "")
        if sheet_value.is_empty(value) and not note:
            continue
        line.cells[day] = f"{get_column_letter(position + 1)}{row.number}"
        try:
            sheet_value.check(note)
            text = "" if value is None else sheet_value.read_text(value)
            line.days[day] = (split_letters(text), note)
        except SheetError as error:
            line.problems.append((day, error.message))


def split_letters(text):
    """Letters of a cell of the contact calendar, each with how often.

    >>> split_letters("TM"), split_letters("T×3 m"), split_letters("Ｔ*2,V")
    ([('T', 1), ('M', 1)], [('T', 3), ('M', 1)], [('T', 2), ('V', 1)])
    """
    text = sheet_value.flatten(text).upper()
    text = re.sub(r"(?<=\S)\s*[×*]\s*(\d+)", r"×\1", text)
    text = re.sub(r"(?<=[^\W\d])X(\d+)", r"×\1", text)
    return [
        (letter, int(times.lstrip("0")[:MAX_DIGITS] or 0) if times else 1)
        for letter, times in re.findall(r"([^\s,;/+、×])(?:×(\d+))?", text)
    ]


def read_cell(kind, value):
    """What a cell of a column of a kind means; names stay text to be looked up."""
    if kind in LISTS:
        names = split_list(sheet_value.read_text(value))
        return [name for name in names if _check_length(name)]
    if kind != "long":
        _check_length(value)
    return READERS.get(kind, sheet_value.read_text)(value)


def _check_length(value):
    if isinstance(value, str) and len(value) > MAX_LENGTH:
        raise SheetError(
            _lt(
                "“%(value)s” is longer than %(count)s characters: shorten it",
                value=sheet_value.shown(value),
                count=MAX_LENGTH,
            )
        )
    return True


def split_list(text):
    """
    >>> split_list("Golf, Tea"), split_list("Desk, black;")
    (['Golf', 'Tea'], ['Desk, black'])
    """
    divide = STRONG if STRONG.search(text) else WEAK
    return [part.strip() for part in divide.split(text) if part.strip()]


def join_list(names):
    """The cell of several names, as `split_list` reads it.

    >>> join_list(["Golf", "Tea"]), join_list(["Desk, black"])
    ('Golf; Tea', 'Desk, black;')
    """
    text = "; ".join(names)
    return f"{text};" if len(names) == 1 and WEAK.search(text) else text


def read_email(value):
    text = sheet_value.flatten(sheet_value.read_text(value))
    if not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", text):
        raise SheetError(
            _lt("“%(value)s” is not an e-mail address", value=sheet_value.shown(text))
        )
    return text


def read_whole(value):
    number = sheet_value.read_number(value)
    if not 0 <= number < 2**31 or not number.is_integer():
        raise SheetError(
            _lt(
                "“%(value)s” is not a whole number, 0 or more",
                value=sheet_value.shown(value),
            )
        )
    return int(number)


def read_hour(value):
    hour = sheet_value.read_hour(value)
    if not 0 <= hour <= 24:
        raise SheetError(
            _lt(
                "“%(value)s” is not an hour of the day, such as 9:30",
                value=sheet_value.shown(value),
            )
        )
    return hour


def read_partial(value):
    """A date whose year may be missing: a day, or the text of one."""
    sheet_value.check(value)
    if hasattr(value, "year"):
        return f"{value.year:04}-{value.month:02}-{value.day:02}"
    return sheet_value.read_text(value)


READERS = {
    "phone": sheet_value.read_phone,
    "number": sheet_value.read_number,
    "day": sheet_value.read_day,
    "yes": sheet_value.read_yes,
    "email": read_email,
    "whole": read_whole,
    "hour": read_hour,
    "partial": read_partial,
}
