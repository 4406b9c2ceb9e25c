"""Workbooks of Excel 2007 and later by openpyxl, rows streamed, comments beside."""

import io
import warnings
from contextlib import contextmanager
from functools import cached_property

import openpyxl

from .sheet_parts import read_comments, scan_sheet
from .sheet_value import NOT_CALCULATED
from .sheet_zip import open_archive


@contextmanager
def open_sheets(content):
    """Give the sheets of an `.xlsx` file."""
    with open_archive(content) as archive, warnings.catch_warnings():
        # what openpyxl leaves out (styles, extensions) is nothing that we read
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(
            io.BytesIO(content), read_only=True, data_only=True, keep_links=False
        )
        try:
            yield [XlsxSheet(archive, sheet) for sheet in book.worksheets]
        finally:
            book.close()


class XlsxSheet:
    def __init__(self, archive, sheet):
        self._sheet = sheet
        self._archive = archive
        self._path = sheet._worksheet_path
        self.name = sheet.title

    @cached_property
    def _scan(self):
        return scan_sheet(self._archive, self._path)

    @property
    def merges(self):
        return self._scan[0]

    @property
    def length(self):
        """How many rows there are, empty ones included."""
        return self._scan[2]

    def iterate(self):
        """Yield (values, comments by column) of every row."""
        # some writers put a size into the file that is not the sheet's
        self._sheet.reset_dimensions()
        notes, row = read_comments(self._archive, self._path), 0
        uncalculated = self._scan[1]
        for row, values in enumerate(self._sheet.iter_rows(values_only=True), 1):
            if row in uncalculated:
                values = list(values)
                for column in uncalculated[row]:
                    values[column] = NOT_CALCULATED
            yield values, notes.get(row, {})
        for number in range(row + 1, max(notes, default=0) + 1):
            yield (), notes.get(number, {})
