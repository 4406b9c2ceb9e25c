from odoo import fields
from odoo.fields import Domain
from odoo.tools import SQL


class ProfileLabel:
    """Mixin of related fields with one step, as of a contact that tells a column of its
    profile: a whole list is filled in one stroke, not record by record."""

    def _compute_related(self, records):
        path, _dot, name = self.related.rpartition(".")
        if "." in path or records._fields[path].type != "many2one":
            return super()._compute_related(records)
        if not all(records._ids):
            return super()._compute_related(records)
        fill(self, records, follow(records, path, name))

    def _search_related(self, records, operator, value):
        path, _dot, name = self.related.rpartition(".")
        if path != "care_profile_id" or operator != "in" or False not in value:
            return super()._search_related(records, operator, value)
        # whoever has no profile has no label: all but those who have another one
        within = "any!" if self.compute_sudo else "any"
        return ~Domain(path, within, Domain(name, "not in", value))


class ProfileMany2one(fields.Many2one):
    """The profile of a contact in the current company, as the user may see it."""

    def to_sql(self, model, alias):
        profiles = model._care_profile_query(Domain.TRUE, model.env.su)
        profiles.add_where(
            SQL(
                "%s = %s",
                SQL.identifier(profiles.table, "partner_id"),
                SQL.identifier(alias, "commercial_partner_id"),
            )
        )
        return profiles.subselect()


class LabelMany2one(ProfileLabel, fields.Many2one):
    pass


class LabelSelection(ProfileLabel, fields.Selection):
    pass


class LabelDate(ProfileLabel, fields.Date):
    pass


class LabelInteger(ProfileLabel, fields.Integer):
    pass


def fill(field, records, values):
    """Give records the values of a field that is computed and not stored.

    :param values: one for each record, as the cache keeps them; None is empty
    """
    field._get_cache(records.env).update(zip(records._ids, values, strict=True))


def follow(records, path, name):
    """Values of a field of what a many2one of records leads to, one for each record, as
    the cache keeps them; None is empty."""
    targets = records[path]
    targets.mapped(name)
    numbers = records._fields[path]._get_cache(records.env)
    values = targets._fields[name]._get_cache(targets.env)
    return [values.get(numbers[number]) for number in records._ids]


def cached(records, *names):
    """Columns of fields as the cache keeps them, read in one stroke too: a many2one is
    a number, empty is None."""
    columns = []
    for name in names:
        records.mapped(name)
        known = records._fields[name]._get_cache(records.env)
        columns.append([known[number] for number in records._ids])
    return columns


def ready(records, field):
    """Cache of a field that has the values of all these records."""
    known = field._get_cache(records.env)
    while missing := [number for number in records._ids if number not in known]:
        next(iter(records.browse(missing)))[
            field.name
        ]  # and of others, as Odoo does it
        known = field._get_cache(records.env)
    return known
