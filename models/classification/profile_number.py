from odoo import fields
from odoo.fields import Domain


class ProfileNumber:
    """Mixin of fields of a contact that tell a number of its profile; without one it is
    neither above nor below a number: core takes "above 0" for "above or empty"."""

    def _search_related(self, records, operator, value):
        if operator not in ("<", ">", "<=", ">="):
            return super()._search_related(records, operator, value)
        path, name = self.related.split(".")
        within = "any!" if self.compute_sudo else "any"
        return Domain(path, within, [(name, operator, value)])


class ProfileFloat(ProfileNumber, fields.Float):
    pass


class ProfileInteger(ProfileNumber, fields.Integer):
    pass
