import base64
import io

import openpyxl

from .common import CareCommon
from .sheet_files import workbook


class ImportCommon(CareCommon):
    @classmethod
    def wizard(cls, content=None, user=None, **sheets):
        """An import of a file, or of one made of sheets."""
        content = content if content is not None else workbook(**sheets)
        wizards = cls.env["care.import"].with_user(user or cls.user("sales_manager"))
        return wizards.create(
            {"file": base64.b64encode(content), "filename": "customers.xlsx"}
        )

    @classmethod
    def preview(cls, content=None, **options):
        wizard = cls.wizard(content, **options)
        wizard.action_preview()
        return wizard

    @classmethod
    def apply(cls, content=None, skip_rejected=False, **options):
        wizard = cls.wizard(content, **options)
        wizard.skip_rejected = skip_rejected
        wizard.action_apply()
        return wizard

    @staticmethod
    def statuses(wizard):
        return [line.status for line in wizard.line_ids]

    @staticmethod
    def messages(wizard):
        return "\n".join(line.message or "" for line in wizard.line_ids)

    @classmethod
    def rejected(cls, wizard):
        """{sheet: rows of values} of the file of rejected rows."""
        file = wizard.with_context(bin_size=False).rejected_file
        return cls.read_book(base64.b64decode(file))

    @staticmethod
    def read_book(content):
        """{sheet: rows of values} of a workbook."""
        book = openpyxl.load_workbook(io.BytesIO(content))
        return {sheet.title: list(sheet.values) for sheet in book}

    def assertUnchanged(self, content, **options):
        """A file whose content is in Odoo already changes nothing."""
        wizard = self.apply(content, **options)
        self.assertEqual(set(self.statuses(wizard)), {"unchanged"}, wizard.line_ids)
