import base64
from itertools import islice
from pathlib import PurePath

from odoo import models
from odoo.exceptions import UserError
from odoo.tools import split_every

from ..models.archive.import_run import ImportRun
from ..tools.sheet_columns import SHEETS, TOUCHES
from ..tools.sheet_error import SheetError
from ..tools.sheet_head import find_head
from ..tools.sheet_line import read_line
from ..tools.sheet_read import count_rows, open_workbook, read_merges, read_rows
from ..tools.sheet_value import shown
from ..tools.sheet_write import write_rejected

CHUNK = 1000
# as many names as one reads in a sentence
NAMED = 20
# a web request ends after two minutes
MAX_FOREGROUND = 10_000
# a sheet may name what another one brings
ORDER = (
    *("customer", "person", "relation", "date", "consent", "team", "deal", "touch"),
)


class CareImport(models.TransientModel):
    """How a workbook is run through: sheet after sheet, a thousand rows at a time."""

    _inherit = "care.import"

    def _run(self, job, report=None):
        """Do it all within a savepoint, undone for a preview or for rejected rows."""
        run = ImportRun(self.filename or "")
        savepoint = self.env.cr.savepoint()
        with savepoint:
            results = self._execute(run, report)
            refused = any(status == "rejected" for _s, _r, status, _m in results)
            kept = job == "apply" and (self.skip_rejected or not refused)
            if not kept:
                savepoint.close(rollback=True)
        self.env["care.import.line"]._store(self, results)
        self.write(
            {
                "state": "done" if kept else "previewed",
                "warning": "\n".join(run.warnings),
                "error": False,
                **self._prepare_rejected_values(run, results),
            }
        )

    def _execute(self, run, report=None):
        """Create and write the records of all rows; return (sheet, row, status,
        message) of each."""
        try:
            with open_workbook(self._get_content()) as sheets:
                results = []
                for sheet, head in self._recognise(sheets, run, results):
                    for lines in self._read_chunks(sheet, head, run):
                        self.env[f"care.import.{head.kind.key}"]._import_lines(
                            lines, run
                        )
                        results += [
                            (line.sheet, line.row, line.status, line.message)
                            for line in lines
                        ]
                        self.env.flush_all()
                        self.env.invalidate_all()
                        if report:
                            report(len(results))
                return results
        except SheetError as error:
            raise UserError(self.env._(error.message)) from error

    def _read_chunks(self, sheet, head, run):
        # cells beside the table may be many, and are not read
        width = len(head.texts)
        rows = (
            row._replace(values=row.values[:width])
            for row in read_rows(sheet)
            if row.number > head.number
        )
        comments = 0
        for chunk in split_every(CHUNK, rows, list):
            comments += sum(len(row.notes) for row in chunk)
            yield [read_line(sheet, head, row) for row in chunk]
        if comments and head.kind is not TOUCHES:
            run.warnings.append(
                self.env._(
                    "%(sheet)s: %(count)s comments of cells are not read; only those "
                    "of the contact calendar are. Copy what matters into the column "
                    "for notes.",
                    sheet=sheet.name,
                    count=comments,
                )
            )

    def _recognise(self, sheets, run, results):
        """Return (sheet, head) of the sheets that are known, in their order."""
        found, strange = [], []
        for sheet in sheets:
            try:
                head = find_head(sheet.name, read_merges(sheet), read_rows(sheet))
            except SheetError as error:
                message = self.env._(error.message)
                results.append((sheet.name, 1, "rejected", message))
                continue
            if head:
                found.append((sheet, head))
                run.heads[sheet.name] = head.number
                self._warn_of_columns(sheet, head, run)
            else:
                strange.append(sheet.name)
        if not found:
            self._refuse_sheets(results)
        if strange:
            run.warnings.append(
                self.env._(
                    "Not read, because no known columns were found: %(sheets)s.",
                    sheets=name_some(strange),
                )
            )
        return sorted(found, key=lambda pair: ORDER.index(pair[1].kind.key))

    def _warn_of_columns(self, sheet, head, run):
        if head.unknown:
            run.warnings.append(
                self.env._(
                    "%(sheet)s: these columns are not known, and not read: "
                    "%(columns)s.",
                    sheet=sheet.name,
                    columns=name_some(head.texts[at] for at in head.unknown),
                )
            )

    def _refuse_sheets(self, results):
        """No sheet can be read: say why."""
        if results:
            texts = [f"{sheet}: {message}" for sheet, _row, _status, message in results]
            raise UserError("\n".join(texts))
        raise UserError(
            self.env._(
                "No sheet of this workbook has columns that are known. Take the "
                "template, and its names of columns: %(sheets)s.",
                sheets=", ".join(sheet.names[0] for sheet in SHEETS),
            )
        )

    def _count_rows(self):
        """How many rows the file has below its headers, empty ones included."""
        try:
            with open_workbook(self._get_content()) as sheets:
                return sum(max(count_rows(sheet) - 1, 0) for sheet in sheets)
        except SheetError as error:
            raise UserError(self.env._(error.message)) from error

    def _is_large(self):
        return self._count_rows() > MAX_FOREGROUND

    def _prepare_rejected_values(self, run, results):
        """The file of rejected rows, none where there is none."""
        reasons = {}
        for sheet, row, status, message in results:
            if status == "rejected" and sheet in run.heads:
                reasons.setdefault(sheet, {})[row] = message
        if not reasons:
            return {"rejected_file": False, "rejected_filename": False}
        content = write_rejected(self._get_content(), reasons, run.heads, self.env.lang)
        stem = PurePath(self.filename or "").stem
        return {
            "rejected_file": base64.b64encode(content),
            "rejected_filename": self.env._("%(file)s rejected", file=stem) + ".xlsx",
        }


def name_some(names):
    """The first of these names, for a sentence."""
    first = [shown(name) for name in islice(names, NAMED + 1)]
    return ", ".join([*first[:NAMED], *(["…"] if len(first) > NAMED else [])])
