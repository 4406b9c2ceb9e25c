from odoo import api, models


class CareNoted(models.AbstractModel):
    """Has fields that follow from others or are noted by the system: no caller, from
    wherever, types them in."""

    _name = "care.noted"
    _description = "Record with Fields of the System"
    # written as superuser by the methods that note them
    _care_noted = frozenset()
    # links whose names tell what only some may read
    _care_origins = ()

    @api.model_create_multi
    def create(self, vals_list):
        records = super().create(vals_list)
        records._check_origins(self._care_origins)
        return records

    def write(self, vals):
        result = super().write(vals)
        self._check_origins(vals)
        return result

    def _check_origins(self, names):
        """Refuse links to what the user may not see: the record would tell of it."""
        for name in self._care_origins:
            if name in names and self[name]:
                self[name].check_access("read")

    @api.model
    def _has_field_access(self, field, operation):
        if operation == "write" and not self.env.su and self._is_care_noted(field):
            return False
        return super()._has_field_access(field, operation)

    @api.model
    def _is_care_noted(self, field):
        computed = field.compute and field.store and field.readonly
        return bool(computed) or field.name in self._care_noted
