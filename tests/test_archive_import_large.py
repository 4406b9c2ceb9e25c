from pathlib import Path

from odoo.tests import tagged

from . import seeded_sheets
from .import_common import ImportCommon

COUNT = 5000
LIBREOFFICE = Path(__file__).parent / "data" / "libreoffice.xlsx"


@tagged("post_install", "-at_install")
class TestImportLarge(ImportCommon):
    def test_of_five_thousand_rows_exactly_the_hundred_faults_are_rejected(self):
        rows, faults = seeded_sheets.make_rows(COUNT)
        wizard = self.apply(LIBREOFFICE.read_bytes(), skip_rejected=True)
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
