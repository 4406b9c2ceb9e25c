from odoo import fields


class ProfileLabel:
    """Mixin of fields of a contact that tell a column of its profile: a whole list is
    filled in one stroke, not record by record."""

    def _compute_related(self, records):
        path, _dot, name = self.related.rpartition(".")
        link = records._fields[path]
        if "." in path or link.type != "many2one" or not all(records._ids):
            return super()._compute_related(records)
        targets = records[path]
        targets.mapped(name)
        numbers = link._get_cache(records.env)
        values = self.related_field._get_cache(targets.env)
        fill(self, records, [values.get(numbers[number]) for number in records._ids])


class LabelMany2one(ProfileLabel, fields.Many2one):
    pass


class LabelSelection(ProfileLabel, fields.Selection):
    pass


def fill(field, records, values):
    """Give records the values of a field that is computed and not stored.

    :param values: one for each record, as the cache keeps them; None is empty
    """
    field._get_cache(records.env).update(zip(records._ids, values, strict=True))


def cached(records, *names):
    """Columns of fields as the cache keeps them, read in one stroke too: a many2one is
    a number, empty is None."""
    columns = []
    for name in names:
        records.mapped(name)
        known = records._fields[name]._get_cache(records.env)
        columns.append([known[number] for number in records._ids])
    return columns
