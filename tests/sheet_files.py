import io

import xlsxwriter


def workbook(notes=None, options=None, **sheets):
    """Bytes of an .xlsx file: rows by name of the sheet; comments by (sheet, cell)."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(
        buffer, {"default_date_format": "yyyy-mm-dd", **(options or {})}
    )
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
        for (owner, cell), note in (notes or {}).items():
            if owner == name:
                sheet.write_comment(cell, note)
    book.close()
    return buffer.getvalue()
