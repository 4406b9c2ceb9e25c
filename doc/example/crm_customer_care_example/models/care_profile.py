from odoo import models


class CareProfile(models.Model):
    """The page of one customer tells its contracts."""

    _inherit = "care.profile"

    def _get_one_to_one(self):
        domain = [
            ("partner_id", "=", self.partner_id.id),
            ("company_id", "=", self.company_id.id),
        ]
        section = self._one_to_one_section(
            sequence=65,
            model="care.contract",
            domain=domain,
            names=("name", "end_date", "state"),
            title=self.env._("Maintenance Contracts"),
        )
        return [*super()._get_one_to_one(), section]
