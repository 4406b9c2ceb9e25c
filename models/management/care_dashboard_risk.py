from odoo import models
from odoo.fields import Domain


class CareDashboard(models.AbstractModel):
    """Tiles of warnings, losses and what is likely to come."""

    _inherit = "care.dashboard"

    def _get_tiles(self, scope):
        return [
            *super()._get_tiles(scope),
            *self._get_risk_tiles(scope),
            *self._get_loss_tile(scope),
            *self._get_retention_tile(scope),
        ]

    def _get_risk_tiles(self, scope):
        opened = self._of_company() & Domain("state", "=", "open")
        opened &= scope.of("user_id")
        names = {
            "risk": self.env._("Open Warnings"),
            "chance": self.env._("Rising Stars"),
        }
        return [
            tile
            for number, (kind, name) in enumerate(names.items())
            for tile in self._count_tile(
                f"{kind}s",
                name,
                "care.risk",
                opened & Domain("kind", "=", kind),
                part="risk",
                sequence=10 + number,
                tone="bad" if kind == "risk" else "good",
            )
        ]

    def _get_loss_tile(self, scope):
        lost = self._of_company() & Domain("state", "!=", "undone")
        lost &= Domain("date", ">=", scope.today.replace(day=1).isoformat())
        lost &= Domain("date", "<=", scope.today.isoformat())
        return self._count_tile(
            "losses",
            self.env._("Lost This Month"),
            "care.loss",
            lost & scope.of("user_id"),
            part="risk",
            sequence=20,
            tone="bad",
        )

    def _get_retention_tile(self, scope):
        """The mean chance that a key customer buys again."""
        # sudo: how far a policy looks ahead is no secret
        policy = self.env["care.policy"].sudo()._get()
        if not self.env["care.retention"].sudo()._get_latest(policy.company_id):
            return []
        key = self._get_customers(scope) & Domain("tier_id.is_key", "=", True)
        groups = self.env["care.profile"]._read_group(key, [], ["retention:avg"])
        name = self.env._("Will Buy Again")
        return self._tile(
            "retention",
            name,
            groups[0][0] or 0,
            part="risk",
            sequence=30,
            format="percent",
            hint=self.env._(
                "of key customers, within %(months)s months",
                months=policy.retention_horizon_months,
            ),
            list=self._list(name, "care.profile", key),
        )

    def _get_links(self):
        return [
            *super()._get_links(),
            {
                "name": self.env._("Retention Curves"),
                "action": "crm_customer_care.care_retention_curve_action",
                "icon": "fa-line-chart",
            },
            {
                "name": self.env._("Targets"),
                "action": "crm_customer_care.care_kpi_report_action",
                "icon": "fa-bullseye",
            },
        ]
