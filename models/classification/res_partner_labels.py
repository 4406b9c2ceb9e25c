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

    def _read_format(self, fnames, load="_classic_read"):
        """Add what this addon computes in one stroke: core asks for the groups of a
        field again for each contact, which takes longer than to read the profiles."""
        shown = {} if load or not all(self._ids) else self._get_care_shown()
        names = shown.keys() & fnames
        if not names:
            return super()._read_format(fnames, load)
        fields = [field for name, field in shown.items() if name in names]
        for field in {field.groups: field for field in fields}.values():
            self._check_field_access(field, "read")
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

    def _fill_care_shown(self, names):
        """Give these contacts the values of these fields, of those for which it is
        faster than to compute one field after the other."""
        if "care_profile_id" in names:
            self._compute_care_profile_id()
        labels = self._get_care_labels()
        self._fill_care_labels([labels[name] for name in labels.keys() & names])
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
