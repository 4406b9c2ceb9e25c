from .fuzz_common import Fuzz

FOLLOWED = ("many2one", "many2many")


class LinkFuzz(Fuzz):
    """Records of one's own that name records of others, and all that they then tell."""

    def links(self):
        """(model, field) of all that a record may name."""
        for name, records in self.records.items():
            if not self.env[name]._auto or "o" not in records:
                continue
            for field in self.env[name]._fields.values():
                known = self.records.get(field.comodel_name, {})
                followed = field.store and field.type in FOLLOWED
                if followed and {"f", "x"} & known.keys():
                    yield name, field.name

    def link(self, model, name, kind="f"):
        """Enter a record that names one of another place, and read all of it."""
        field = self.env[model]._fields[name]
        target = self.records[field.comodel_name].get(kind)
        if not target:
            return
        [values] = self.records[model]["o"].sudo().copy_data() or [{}]
        known = self.env[model]._fields
        values = {
            key: value
            for key, value in values.items()
            if key in known and known[key].type not in ("one2many", "binary")
        }
        values[name] = target.id if field.type == "many2one" else [(4, target.id)]
        self.try_out(
            f"{model}.create", [{name: kind}], lambda env: read(env[model], values)
        )


def read(rows, values):
    """What a new record tells: every field that its writer may read."""
    record = rows.create(values)
    record.env.flush_all()
    record.invalidate_recordset()
    return [record.read([name]) for name in record.fields_get(attributes=[])]
