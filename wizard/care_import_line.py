from odoo import fields, models
from odoo.tools import SQL, split_every

BATCH = 5000


class CareImportLine(models.TransientModel):
    _name = "care.import.line"
    _description = "Row of an Imported Workbook"
    _transient_max_hours = 48
    _order = "id"
    _rec_name = "sheet"

    import_id = fields.Many2one(
        "care.import", required=True, index=True, ondelete="cascade"
    )
    sheet = fields.Char()
    row = fields.Integer(aggregator=False)
    status = fields.Selection(
        [
            ("create", "Create"),
            ("update", "Update"),
            ("unchanged", "Unchanged"),
            ("rejected", "Rejected"),
        ]
    )
    message = fields.Text()

    def _format_line(self):
        return self.env._(
            "%(sheet)s, row %(row)s: %(message)s",
            sheet=self.sheet,
            row=self.row,
            message=self.message,
        )

    def _store(self, wizard, results):
        """Write the rows of a workbook, as (sheet, row, status, message), at once."""
        wizard.line_ids.unlink()
        self.env.flush_all()
        for batch in split_every(BATCH, results, list):
            columns = [list(column) for column in zip(*batch, strict=True)]
            self.env.cr.execute(
                SQL(
                    """INSERT INTO care_import_line (import_id, sheet, row, status,
                           message, create_uid, write_uid, create_date, write_date)
                       SELECT %s, v.sheet, v.row, v.status, NULLIF(v.message, ''),
                              %s, %s, now() AT TIME ZONE 'UTC', now() AT TIME ZONE 'UTC'
                         FROM unnest(%s::text[], %s::int[], %s::text[], %s::text[])
                              WITH ORDINALITY v(sheet, row, status, message, number)
                        ORDER BY v.number""",
                    wizard.id,
                    self.env.uid,
                    self.env.uid,
                    *columns,
                )
            )
        self.env.invalidate_all()
