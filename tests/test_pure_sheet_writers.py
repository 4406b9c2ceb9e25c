from pathlib import Path

from odoo.tests.common import BaseCase

from odoo.addons.crm_customer_care.tools.sheet_head import find_head
from odoo.addons.crm_customer_care.tools.sheet_line import read_line
from odoo.addons.crm_customer_care.tools.sheet_read import open_workbook, read_rows

from . import seeded_sheets

COUNT = 5000
LIBREOFFICE = Path(__file__).parent / "data" / "libreoffice.xlsx"


def read_lines(content):
    """[(sheet, row, cells, values, problems)] of all that an import works on."""
    found = []
    with open_workbook(content) as sheets:
        for sheet in sheets:
            head = find_head(sheet.name, sheet.merges, read_rows(sheet))
            for row in read_rows(sheet):
                if row.number > head.number:
                    line = read_line(sheet, head, row)
                    problems = [(key, str(text)) for key, text in line.problems]
                    found.append(
                        (line.sheet, line.row, line.cells, line.values, problems)
                    )
    return found


class TestSheetWriters(BaseCase):
    def test_a_large_workbook_means_the_same_by_whoever_wrote_it(self):
        rows, _faults = seeded_sheets.make_rows(COUNT)
        lines = read_lines(LIBREOFFICE.read_bytes())
        self.assertEqual(len(lines), COUNT + 10)
        self.assertEqual(sum(bool(line[-1]) for line in lines), 60)
        for make in (seeded_sheets.make_xlsx, seeded_sheets.make_xls):
            self.assertEqual(read_lines(make(rows)), lines)
