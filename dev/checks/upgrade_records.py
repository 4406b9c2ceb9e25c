"""All records of the addon with what their fields hold, as JSON."""

import json
import re
import sys

from where import ADDON
from workers import environment

# who wrote when, what jobs note by themselves, what follows from numbers of rows
LEFT_OUT = {
    *("id", "create_date", "create_uid", "write_date", "write_uid", "display_name"),
    *("lastcall", "nextcall", "failure_count", "first_failure_date"),
    *("arch_prev", "parent_path"),
}
SIMPLE = {"char", "text", "html", "selection", "integer", "float", "boolean", "date"}
SIMPLE |= {"datetime", "monetary", "json"}
LINKS = {"many2one", "many2many"}
# a link to an action holds the number of its row
NUMBER = re.compile(r'\bname="\d+"')


def run(name):
    with environment(name) as env:
        data = env["ir.model.data"].search([], order="id")
        # a record may have several: the first is that of the app that made it
        known = {(row.model, row.res_id): row.complete_name for row in data[::-1]}
        own = data.filtered(lambda row: row.module == ADDON)
        found = {}
        for model, rows in own.grouped("model").items():
            records = env[model].with_context(active_test=False, lang="en_US")
            records = records.browse(rows.mapped("res_id")).exists()
            names = names_of_fields(records)
            by_id = {record.id: record for record in records}
            for row in rows.filtered(lambda row, by_id=by_id: row.res_id in by_id):
                record = by_id[row.res_id]
                values = {field: tell(record, field, known) for field in names}
                values.update(translations(record, names))
                found[f"{model} {row.name}"] = {**values, "noupdate": row.noupdate}
    print(json.dumps(found, default=str))


def names_of_fields(records):
    return [
        name
        for name, field in records._fields.items()
        if field.store and name not in LEFT_OUT and field.type in SIMPLE | LINKS
    ]


def translations(record, names):
    chinese = record.with_context(lang="zh_CN")
    return {
        f"{name} in Chinese": tell(chinese, name, {})
        for name in names
        if record._fields[name].translate
    }


def tell(record, name, known):
    """A value that is the same in every database."""
    value = record[name]
    if record._fields[name].type in SIMPLE:
        return NUMBER.sub("", value) if isinstance(value, str) else value
    return sorted(known.get((value._name, key)) or "" for key in value.ids)


if __name__ == "__main__":
    run(sys.argv[1])
