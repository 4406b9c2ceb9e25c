from odoo import models


class CareKeptRecord(models.AbstractModel):
    """Goes to nobody whom its writer may not see."""

    _name = "care.kept.record"
    _description = "Record Kept from Strangers"
    # the fields that say whose it is
    _care_keepers = ("partner_id", "company_id")

    def write(self, vals):
        result = super().write(vals)
        if not vals.keys().isdisjoint(self._care_keepers):
            # rules look at a record before it is written: not to whom it goes
            self.check_access("write")
        return result
