"""Bytes of a workbook to rows: `.xlsx` and `.xls` look alike from here on."""

from contextlib import ExitStack, contextmanager
from typing import NamedTuple

from odoo.tools.translate import LazyTranslate

from . import sheet_xls, sheet_xlsx
from .sheet_error import SheetError
from .sheet_value import clean

_lt = LazyTranslate(__name__, default_lang="en_US")

MAX_BYTES = 50 * 1024 * 1024
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# names of streams in an OLE file are UTF-16
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
KINDS = _lt(
    "This is not an Excel workbook. Open it in Excel or LibreOffice, save it as "
    ".xlsx, and take that file."
)
EMPTY = _lt("The file is empty. Choose an Excel workbook (.xlsx or .xls).")
LARGE = _lt("The file is larger than 50 MB. Split it into several workbooks.")
SECRET = _lt(
    "The file is protected by a password. Open it in Excel, save it without one, and "
    "take that file."
)
BROKEN = _lt(
    "The file is damaged or cut off. Open it in Excel or LibreOffice, save it again as "
    ".xlsx, and take that file."
)
MAX_ROWS = 1_048_576
TOO_LONG = _lt("The file is damaged: a sheet has more rows than Excel allows.")
MAX_SHEETS = 255
TOO_MANY = _lt(
    "The workbook has more than 255 sheets. Split it into several workbooks."
)


class Row(NamedTuple):
    """One line of a sheet: its number in Excel, cells, and comments by column."""

    number: int
    values: tuple
    notes: dict


@contextmanager
def open_workbook(content):
    """Give the sheets of a workbook, each with `name`, `length`, `merges`, `iterate()`.

    A `SheetError` says what is wrong with a file that isn't what it claims to be.
    """
    module = _get_reader(content)
    with ExitStack() as stack:
        with _explained():
            sheets = stack.enter_context(module.open_sheets(content))
            if len(sheets) > MAX_SHEETS:
                raise SheetError(TOO_MANY)
            _tell_apart(sheets)
        yield sheets


def _tell_apart(sheets):
    """Excel knows no two sheets of one name: what is found is told by the name."""
    taken = set()
    for sheet in sheets:
        name = sheet.name = clean(sheet.name)
        count = 1
        while sheet.name in taken:
            count += 1
            sheet.name = f"{name} ({count})"
        taken.add(sheet.name)


def read_rows(sheet):
    """Yield every `Row` of a sheet that has a value or a comment, hidden ones too."""
    with _explained():
        for number, (values, notes) in enumerate(sheet.iterate(), 1):
            if number > MAX_ROWS:
                raise SheetError(TOO_LONG)
            # a row of zeros is none that is empty
            if any(values) or notes or any(value in (0, False) for value in values):
                yield Row(number, values, notes)


def read_merges(sheet):
    """Merged ranges of a sheet, as (top, left, bottom, right)."""
    with _explained():
        return sheet.merges


def count_rows(sheet):
    """How many rows a sheet has, empty ones included."""
    with _explained():
        return sheet.length


def _get_reader(content):
    if not content:
        raise SheetError(EMPTY)
    if len(content) > MAX_BYTES:
        raise SheetError(LARGE)
    if content.startswith(OLE):
        if ENCRYPTED in content:
            raise SheetError(SECRET)
        return sheet_xls
    if content.startswith(b"PK"):
        return sheet_xlsx
    # workbooks older than Excel 97 begin with their first record
    if content[:2] in (b"\x09\x00", b"\x09\x02", b"\x09\x04", b"\x09\x08"):
        return sheet_xls
    raise SheetError(KINDS)


@contextmanager
def _explained():
    """Readers fail in any way on damaged bytes: none is worth a traceback."""
    try:
        yield
    except SheetError:
        raise
    except Exception as error:
        raise SheetError(_explain(error)) from error


def _explain(error):
    text = str(error).lower()
    return SECRET if "encrypted" in text or "password" in text else BROKEN
