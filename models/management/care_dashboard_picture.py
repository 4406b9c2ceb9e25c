from odoo import models
from odoo.fields import Date, Domain

MONTHS = 12


class CareDashboard(models.AbstractModel):
    """What the dashboard draws."""

    _inherit = "care.dashboard"

    def _get_pictures(self, scope):
        """Add `tiers` and `quadrants`, rows {`key`, `name`, `color`, `customers`,
        `contribution`, `list`}; `pareto`, see `get_quadrant_map`; `months`, see
        `_get_history`; `movement`, the matrix of tiers in the last month."""
        customers = self._get_customers(scope)
        return {
            **super()._get_pictures(scope),
            "tiers": self._get_tier_rows(customers),
            "quadrants": self._get_quadrant_rows(customers),
            "pareto": self.env["care.profile"]._get_pareto(customers),
            "months": self._get_history(scope),
            "movement": self._get_last_movement(scope),
        }

    def _get_tier_rows(self, customers):
        groups = self._read_sums(customers, "tier_id")
        # sudo: names and colours of tiers are for everybody who reads profiles
        tiers = self.env["care.policy"].sudo()._get().tier_ids
        return [
            self._row(
                tier.id,
                tier.display_name,
                groups.get(tier.id, (0, 0)),
                customers & Domain("tier_id", "=", tier.id),
                tier.color,
            )
            for tier in tiers.sorted(lambda tier: (tier.sequence, tier.id))
        ]

    def _get_quadrant_rows(self, customers):
        groups = self._read_sums(customers, "quadrant")
        field = self.env["care.profile"]._fields["quadrant"]
        names = dict(field._description_selection(self.env))
        return [
            self._row(
                key,
                names[key],
                groups.get(key, (0, 0)),
                customers & Domain("quadrant", "=", key),
            )
            for key in ("e3", "e1", "e4", "e2")
        ]

    def _read_sums(self, domain, name):
        """Return {class: (customers, contribution)}."""
        groups = self.env["care.profile"]._read_group(
            domain, [name], ["__count", "contribution:sum"]
        )
        return {
            value.id if isinstance(value, models.BaseModel) else value: (
                count,
                amount or 0,
            )
            for value, count, amount in groups
        }

    def _row(self, key, name, sums, domain, color=0):
        return {
            "key": key,
            "name": name,
            "color": color,
            "customers": sums[0],
            "contribution": sums[1],
            "list": self._list(name, "care.profile", domain),
        }

    def _get_history(self, scope):
        """Customers of the tiers that are key at the last month ends, oldest first:
        {`day`, `customers`, `contribution`}."""
        days = self._get_days()[:MONTHS]
        if not days:
            return []
        domain = Domain("company_id", "=", self.env.company.id) & scope.of("user_id")
        domain &= Domain("tier_id.is_key", "=", True)
        domain &= Domain("date", "in", [Date.to_string(day) for day in days])
        groups = self.env["care.profile.snapshot"]._read_group(
            domain, ["date:day"], ["__count", "contribution:sum"]
        )
        sums = {day: (count, amount or 0) for day, count, amount in groups}
        return [
            {
                "day": Date.to_string(day),
                "customers": sums.get(day, (0, 0))[0],
                "contribution": sums.get(day, (0, 0))[1],
            }
            for day in reversed(days)
        ]

    def _get_last_movement(self, scope):
        days = self._get_days()
        if len(days) < 2:
            return False
        mine = list(scope.of("user_id"))
        matrix = self.env["care.movement"].get_matrix("tier", days[1], days[0], mine)
        return {**matrix, "domain": mine}

    def _get_links(self):
        links = [
            *super()._get_links(),
            {
                "name": self.env._("Customer Map and Pareto"),
                "action": "crm_customer_care.care_profile_action",
                "view": "care_map",
                "icon": "fa-dot-circle-o",
            },
            {
                "name": self.env._("Movement of Customers"),
                "action": "crm_customer_care.care_movement_action",
                "icon": "fa-exchange",
            },
        ]
        if self.env.user.has_group("crm_customer_care.group_manager"):
            links.append(
                {
                    "name": self.env._("Policy What-if"),
                    "action": "crm_customer_care.care_policy_preview_action",
                    "icon": "fa-sliders",
                }
            )
        return links
