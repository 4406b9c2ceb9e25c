from odoo import api, models


class CareNoted(models.AbstractModel):
    """Has fields that follow from others or are noted by the system: no caller, from
    wherever, types them in."""

    _name = "care.noted"
    _description = "Record with Fields of the System"
    # written as superuser by the methods that note them
    _care_noted = frozenset()

    @api.model
    def _has_field_access(self, field, operation):
        if operation == "write" and not self.env.su and self._is_care_noted(field):
            return False
        return super()._has_field_access(field, operation)

    @api.model
    def _is_care_noted(self, field):
        computed = field.compute and field.store and field.readonly
        return bool(computed) or field.name in self._care_noted
