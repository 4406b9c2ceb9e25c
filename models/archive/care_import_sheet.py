import psycopg2

from odoo import api, models
from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tools import html2plaintext, plaintext2html

from ...tools.sheet_columns import position_of
from .import_run import freeze

# what is wrong with a row; a text too long for an index is, too
REFUSALS = (
    *(UserError, ValueError, psycopg2.IntegrityError, psycopg2.DataError),
    psycopg2.errors.ProgramLimitExceeded,
)


class CareImportSheet(models.AbstractModel):
    """Rows of one kind of sheet to records; each kind is a model of its own."""

    _name = "care.import.sheet"
    _description = "Import of a Sheet"

    _care_sheet = None  # of tools/sheet_columns.py
    _care_model = None
    _care_fields = {}  # field by key of the column, where the cell is its value

    @api.model
    def _import_lines(self, lines, run):
        """Create and write the records of lines, and tell each its status."""
        for line in lines:
            for key, problem in line.problems:
                line.reject(self.env._(problem), key)
        self._check_required(alive(lines))
        self._resolve(alive(lines), run)
        self._match(alive(lines), run)
        self._settle(alive(lines), run)
        for status, save in (("create", self._create), ("update", self._update)):
            chosen = [line for line in lines if line.status == status]
            if chosen and self._check_access(chosen, status):
                self._attempt(chosen, save)
        self._remember(alive(lines), run)

    @api.model
    def _check_required(self, lines):
        names = {column.key: column.names for column in self._care_sheet.columns}
        for line in lines:
            for key in self._care_sheet.required:
                if key not in line.values:
                    name = names[key][position_of(self.env.lang)]
                    line.reject(
                        self.env._("“%(column)s” is empty: fill it in", column=name)
                    )

    @api.model
    def _resolve(self, lines, run):
        """Turn the names in cells into records and choices."""
        kinds = {column.key: column.kind for column in self._care_sheet.columns}
        self.env["care.import.lookup"]._resolve(lines, kinds, run)

    @api.model
    def _match(self, lines, run):
        """Hook: find the record of each line, and the values that it asks for."""
        raise NotImplementedError

    @api.model
    def _prepare_values(self, line):
        """Values of the fields that a row fills: an empty cell erases nothing."""
        return {
            name: line.values[key]
            for key, name in self._care_fields.items()
            if key in line.values
        }

    @api.model
    def _get_value(self, record, name):
        """The value of a field as lines have it."""
        value = record[name]
        return value.id if isinstance(value, models.BaseModel) else value

    @api.model
    def _settle(self, lines, run):
        """Say of each line whether it is new, changes something, or nothing."""
        records = self.env[self._care_model].browse(
            [line.record_id for line in lines if line.record_id]
        )
        writable = set(records._filtered_access("write").ids)
        for line in lines:
            if not line.record_id:
                line.status = "unchanged" if line.twin else "create"
                continue
            sheet, row, frozen = run.claim(self._care_model, line)
            if (sheet, row) != (line.sheet, line.row):
                self._settle_again(line, row, frozen)
                continue
            record = self.env[self._care_model].browse(line.record_id)
            record = record.with_prefetch(records._prefetch_ids)
            line.vals = {
                name: value
                for name, value in line.vals.items()
                if self._differs(record, name, value)
            }
            line.status = "update" if line.vals else "unchanged"
            if line.vals and line.record_id not in writable:
                line.reject(
                    self.env._(
                        "you may not change “%(name)s”: ask who looks after it",
                        # sudo: the name of what the file names itself
                        name=record.sudo().display_name,
                    )
                )

    @api.model
    def _settle_again(self, line, row, frozen):
        """The file has this record already, further up."""
        if frozen == freeze(line.vals):
            line.status = "unchanged"
        else:
            line.reject(
                self.env._(
                    "row %(row)s is the same one with other values: make it one row",
                    row=row,
                )
            )

    @api.model
    def _take_known(self, keys, known, fixed=()):
        """Give lines the records of their keys, or an equal line further up; values
        that are `fixed` follow from the key."""
        seen = {}
        for line, key in keys.items():
            line.record_id = known.get(key)
            earlier = seen.setdefault(key, line)
            if not line.record_id and earlier is not line:
                self._settle_twin(line, earlier, fixed)

    @api.model
    def _settle_twin(self, line, earlier, fixed=()):
        if all(
            earlier.vals.get(name) == value
            for name, value in line.vals.items()
            if name not in fixed
        ):
            line.twin = earlier
        else:
            line.reject(
                self.env._(
                    "row %(row)s is the same one with other values: make it one row",
                    row=earlier.row,
                )
            )

    @api.model
    def _differs(self, record, name, value):
        field = record._fields[name]
        current = record[name]
        if field.type == "many2one":
            return current.id != value
        if field.type in ("many2many", "one2many"):
            return set(current.ids) != set(value)
        if field.type in ("float", "monetary"):
            return abs(current - value) > 1e-6
        if field.type == "html":
            return html2plaintext(current or "").strip() != value
        if field.type in ("char", "text"):
            return (current or "").replace("\r\n", "\n").strip() != value
        return current != value

    @api.model
    def _prepare_orm_values(self, vals):
        fields = self.env[self._care_model]._fields
        prepared = dict(vals)
        for name, value in vals.items():
            if fields[name].type == "many2many":
                prepared[name] = [Command.set(list(value))]
            elif fields[name].type == "html":
                prepared[name] = plaintext2html(value)
        return prepared

    @api.model
    def _check_access(self, lines, operation):
        """Refuse all lines at once where the user may never do it."""
        right = "write" if operation == "update" else operation
        model = self.env[self._care_model]
        if model.has_access(right):
            return True
        for line in lines:
            line.reject(
                self.env._(
                    "you have no right to enter “%(model)s”: ask your administrator",
                    # sudo: the name of a model is no secret
                    model=self.env["ir.model"].sudo()._get(model._name).name,
                )
            )
        return False

    @api.model
    def _create(self, lines):
        values = [self._prepare_orm_values(line.vals) for line in lines]
        records = self.env[self._care_model].create(values)
        for line, record in zip(lines, records, strict=True):
            line.record_id = record.id

    @api.model
    def _update(self, lines):
        records = self.env[self._care_model].browse([line.record_id for line in lines])
        for line, record in zip(lines, records, strict=True):
            record.write(self._prepare_orm_values(line.vals))

    @api.model
    def _attempt(self, lines, save):
        """Save all lines at once; where that fails, find those that are to blame."""
        try:
            with self.env.cr.savepoint():
                save(lines)
                self.env.flush_all()
        except REFUSALS as error:
            if len(lines) == 1:
                lines[0].record_id = lines[0].status == "update" and lines[0].record_id
                lines[0].reject(self._explain(error))
                return
            middle = len(lines) // 2
            self._attempt(lines[:middle], save)
            self._attempt(lines[middle:], save)

    @api.model
    def _explain(self, error):
        if isinstance(error, psycopg2.Error):
            return self.env[self._care_model]._sql_error_to_message(error)
        if isinstance(error, ValueError):
            return self.env._(
                "A value of this row cannot be kept, correct it or leave it out: "
                "%(reason)s",
                reason=error,
            )
        return str(error)

    @api.model
    def _remember(self, lines, run):
        """Let later rows of the file know what these were about."""
        for line in lines:
            if line.status == "create":
                run.claim(self._care_model, line)


def alive(lines):
    """Those lines that are not rejected so far."""
    return [line for line in lines if not line.is_rejected]
