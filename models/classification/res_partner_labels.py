from odoo import api, models, tools

from .profile_label import fill, ready

# kinds of fields whose value in the cache is the one that is read, but for the empty
EMPTY = {
    "many2one": False,
    "selection": False,
    "date": False,
    "html": False,
    "integer": 0,
    "float": 0.0,
}


class ResPartner(models.Model):
    """Reading what is shown of the care for contacts, in lists and on the form."""

    _inherit = "res.partner"

    def _determine_fields_to_fetch(self, field_names=None, ignore_when_in_cache=False):
        """Ask once for fields that are for the same groups; core asks for each, which
        takes longer than to read the profiles."""
        names = ()
        if field_names and "care_" in " ".join(field_names):
            shown = self._get_care_shown()
            names = shown.keys() & field_names
        if names:
            self._check_care_access(shown[name] for name in names)
            others = [name for name in field_names if name not in names]
            field_names = [*others, *self._get_care_shown_needs()]
        return super()._determine_fields_to_fetch(field_names, ignore_when_in_cache)

    @api.model
    def _check_care_access(self, fields):
        for field in {field.groups: field for field in fields}.values():
            self._check_field_access(field, "read")

    def _read_format(self, fnames, load="_classic_read"):
        """Add what this addon computes in one stroke, to those who may see it."""
        if load or "care_" not in " ".join(fnames) or not all(self._ids):
            return super()._read_format(fnames, load)
        shown = self._get_care_shown()
        names = shown.keys() & fnames
        fields = [field for name, field in shown.items() if name in names]
        self._check_care_access(fields)
        others = [name for name in fnames if name not in names]
        rows = super()._read_format(others, load)
        contacts = self.browse([row["id"] for row in rows])
        contacts._fill_care_shown(names)
        for field in fields:
            name, known, empty = field.name, ready(contacts, field), EMPTY[field.type]
            for row in rows:
                row[name] = known[row["id"]] or empty
        return rows

    @api.model
    @tools.ormcache()
    def _get_care_shown(self):
        """The fields, by name, that show what is stored elsewhere."""
        return {
            name: field
            for name, field in self._fields.items()
            if name.startswith("care_")
            and field.compute
            and not field.store
            and field.type in EMPTY
        }

    @api.model
    def _get_care_shown_needs(self):
        """Stored fields that are read with those."""
        return ["commercial_partner_id"]

    def _fill_care_shown(self, names):
        """Give these contacts the values of these fields, of those for which it is
        faster than to compute one field after the other."""
        labels = self._get_care_labels()
        labels = [label for name, label in labels.items() if name in names]
        if labels:
            self._get_care_profile_ids(tuple(column.name for _field, column in labels))
        if "care_profile_id" in names:
            self._compute_care_profile_id()
        self._fill_care_labels(labels)
        if "care_tier_color" in names:
            self._compute_care_tier_color()
        if "care_contribution_currency_id" in names:
            self._compute_care_contribution_currency_id()

    def _fill_care_labels(self, labels):
        numbers = visible = ()
        if not all(field.compute_sudo for field, _column in labels):
            known = ready(self, self._fields["care_profile_id"])
            numbers = visible = [known[number] for number in self._ids]
        if labels and not (numbers and all(numbers)):
            numbers = self._get_care_profile_ids()
        for field, column in labels:
            values = column._get_cache(self.env)
            if any(number and number not in values for number in numbers):
                # sudo: labels are for every employee, amounts asked the rules
                profiles = self.env["care.profile"].sudo()
                values = ready(profiles.browse(filter(None, numbers)), column)
            rows = numbers if field.compute_sudo else visible
            fill(field, self, [values.get(number) for number in rows])

    @api.model
    @tools.ormcache()
    def _get_care_labels(self):
        """The fields, by name, that show a column of the profile, each with that."""
        columns = {
            f"care_profile_id.{name}": self.env["care.profile"]._fields[name]
            for name in self._get_care_profile_names()
        }
        return {
            name: (field, columns[field.related])
            for name, field in self._fields.items()
            if field.related in columns
        }
