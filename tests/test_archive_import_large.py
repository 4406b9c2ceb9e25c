from pathlib import Path

from odoo.tests import tagged

from . import seeded_sheets
from .import_common import ImportCommon

COUNT = 5000
LIBREOFFICE = Path(__file__).parent / "data" / "libreoffice.xlsx"


@tagged("post_install", "-at_install")
class TestImportLarge(ImportCommon):
    def check_faults(self, content):
        """Exactly the seeded faults are rejected; corrected, none is left."""
        rows, faults = seeded_sheets.make_rows(COUNT)
        wizard = self.apply(content, skip_rejected=True)
        found = {line.row - 2 for line in wizard.line_ids if line.status == "rejected"}
        self.assertEqual(found, set(faults))
        self.assertEqual(wizard.create_count, COUNT - seeded_sheets.FAULTS + 10)
        [head, *rejected] = self.rejected(wizard)["联系人"]
        self.assertEqual(list(head[:-1]), seeded_sheets.HEADS)
        self.assertEqual(len(rejected), seeded_sheets.FAULTS)
        corrected = [faults[number] for number in sorted(faults)]
        again = self.apply(seeded_sheets.make_xlsx(corrected))
        self.assertEqual(again.create_count, seeded_sheets.FAULTS)
        self.assertEqual(again.rejected_count, 0)
        for number, row in faults.items():
            rows[number] = row
        self.assertUnchanged(seeded_sheets.make_xlsx(rows))

    def test_xlsxwriter_with_a_hundred_faults(self):
        rows, _faults = seeded_sheets.make_rows(COUNT)
        self.check_faults(seeded_sheets.make_xlsx(rows))

    def test_xlwt_with_a_hundred_faults(self):
        rows, _faults = seeded_sheets.make_rows(COUNT)
        self.check_faults(seeded_sheets.make_xls(rows))

    def test_libreoffice_with_a_hundred_faults(self):
        self.check_faults(LIBREOFFICE.read_bytes())
