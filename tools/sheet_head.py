"""Which sheet of a workbook is what, and which of its columns."""

import re
from itertools import islice
from typing import NamedTuple

from odoo.tools.translate import LazyTranslate

from .sheet_columns import REASON, SHEETS, TOUCHES
from .sheet_error import SheetError
from .sheet_value import flatten, is_empty, read_day

_lt = LazyTranslate(__name__, default_lang="en_US")

# a title or two may stand above the header
DEPTH = 10
# no column has a longer name
LONGEST = 200
NOISE = re.compile(r"[\s\-_*:：.'’()（）]+")


class Head(NamedTuple):
    """What was found in the header row of a sheet."""

    kind: object
    number: int
    columns: dict
    days: dict
    unknown: list
    texts: list


def plain(name):
    """
    >>> plain("E-Mail *") == plain("email")
    True
    """
    return NOISE.sub("", flatten(name).lower())


NAMES = {
    sheet.key: {
        plain(name): column for column in sheet.columns for name in column.names
    }
    for sheet in SHEETS
}
TITLES = {plain(name): sheet.key for sheet in SHEETS for name in sheet.names}
REASONS = {plain(name) for name in REASON}


def find_head(name, merges, rows):
    """Return the `Head` of a sheet from an iterator of rows, None where there is none.

    A `SheetError` says what is wrong with a header.
    """
    seen = []
    for row in islice(rows, DEPTH):
        seen.append(row)
        if found := _recognise(name, row):
            _refuse_merged(merges, row.number)
            return found
    # a merged header is none that anybody could recognise
    _refuse_merged(merges, *(row.number for row in seen))
    return None


def _refuse_merged(merges, *numbers):
    for top, left, bottom, right in merges:
        if any(top <= number <= bottom for number in numbers) and (top, left) != (
            bottom,
            right,
        ):
            raise SheetError(
                _lt(
                    "cells of the header are merged in row %(row)s. Split them so that "
                    "each column has its own name",
                    row=top,
                )
            )


def _recognise(name, row):
    texts = [None if is_empty(value) else value for value in row.values]
    found = [head for sheet in SHEETS if (head := _match(sheet, row.number, texts))]
    if not found:
        return None
    best = max(len(head.columns) + len(head.days) for head in found)
    found = [head for head in found if len(head.columns) + len(head.days) == best]
    titled = [head for head in found if head.kind.key == TITLES.get(plain(name))]
    if len(titled or found) > 1:
        raise SheetError(
            _lt(
                "its columns fit several kinds of sheet. Name the sheet after what it "
                "holds, such as Customers or Persons",
            )
        )
    return (titled or found)[0]


def _match(sheet, number, texts):
    columns, days, unknown = {}, {}, []
    for position, text in enumerate(texts):
        if text is None:
            continue
        name = plain(str(text)[:LONGEST])
        column = NAMES[sheet.key].get(name)
        if column and column not in columns.values():
            columns[position] = column
        elif sheet is TOUCHES and (day := _find_day(text)):
            days[position] = day
        elif name not in REASONS:
            unknown.append(position)
    keys = {column.key for column in columns.values()}
    if not keys.issuperset(sheet.required) or (sheet is TOUCHES) != bool(days):
        return None
    return Head(sheet, number, columns, days, unknown, texts)


def _find_day(text):
    try:
        return read_day(text)
    except SheetError:
        return None
