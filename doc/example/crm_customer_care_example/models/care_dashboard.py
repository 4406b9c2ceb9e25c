from odoo import models
from odoo.fields import Domain


class CareDashboard(models.AbstractModel):
    """How many contracts run, beside the other numbers of care."""

    _inherit = "care.dashboard"

    def _get_tiles(self, scope):
        running = Domain("company_id", "=", self.env.company.id)
        running &= Domain("state", "in", ("active", "disputed"))
        tile = self._count_tile(
            "contracts",
            self.env._("Maintenance Contracts"),
            "care.contract",
            running & scope.of("user_id"),
            part="care",
            sequence=90,
        )
        return [*super()._get_tiles(scope), *tile]
