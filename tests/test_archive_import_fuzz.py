from odoo.exceptions import UserError
from odoo.tests import tagged

from ..tools import sheet_xls
from .fuzz_import import Fault, Judge, make_workbook
from .import_common import ImportCommon

COUNT = 100


@tagged("post_install", "-at_install")
class TestImportFuzz(ImportCommon):
    def test_a_file_changed_at_random_is_read_or_refused_with_a_sentence(self):
        user = self.user("sales_manager")
        judge = Judge(self.env["care.import"].with_user(user))
        for number in range(COUNT):
            kind, content = make_workbook("sample", number)
            with self.subTest(kind=kind, number=number):
                try:
                    judge.judge(content)
                except Fault as fault:
                    self.fail(str(fault))
        # a judge that refuses nearly all would see nothing
        self.assertLess(judge.outcomes["refused"], 0.7 * COUNT)

    def test_a_stream_that_comes_back_to_itself_is_refused(self):
        _kind, content = make_workbook("1", 9221)
        with self.assertRaisesRegex(ValueError, "no end"):
            sheet_xls.open_sheets(content).__enter__()
        with self.assertRaisesRegex(UserError, "damaged or cut off"):
            self.preview(content)
