from dateutil.relativedelta import relativedelta

from odoo import models
from odoo.fields import Date, Domain
from odoo.tools import format_date

YEAR = relativedelta(years=1)
OVER = ("movement_from", "movement_to")


class CareDashboard(models.AbstractModel):
    """Tiles of customers: how many, what they bring, where they move."""

    _inherit = "care.dashboard"

    def _get_customers(self, scope):
        """Domain of the profiles of those who ever bought."""
        company = Domain("company_id", "=", self.env.company.id)
        bought = Domain("first_purchase_date", "!=", False)
        return company & bought & scope.of("user_id")

    def _get_tiles(self, scope):
        return [
            *super()._get_tiles(scope),
            *self._get_key_tiles(scope),
            *self._get_segment_tiles(scope),
            *self._get_movement_tiles(scope),
            *self._get_kept_tile(scope),
        ]

    def _get_customers_tile(self, customers, count):
        name = self.env._("Customers")
        return self._tile(
            "customers",
            name,
            count,
            sequence=10,
            hint=self.env._("who ever bought"),
            list=self._list(name, "care.profile", customers),
        )

    def _get_key_tiles(self, scope):
        customers = self._get_customers(scope)
        key = customers & Domain("tier_id.is_key", "=", True)
        profiles, sums = self.env["care.profile"], ["__count", "contribution:sum"]
        [[count, whole]] = profiles._read_group(customers, [], sums)
        [[keys, part]] = profiles._read_group(key, [], sums)
        name = self.env._("Key Customers")
        found = self._list(name, "care.profile", key)
        return [
            *self._get_customers_tile(customers, count),
            *self._tile(
                "key",
                name,
                keys,
                sequence=11,
                hint=self.env._(
                    "%(share)s %% of all customers", share=self._percent(keys, count)
                ),
                list=found,
            ),
            *self._tile(
                "key_share",
                self.env._("Share of Key Customers"),
                (part or 0) / whole if whole and whole > 0 else 0,
                sequence=12,
                format="percent",
                hint=self.env._("of all contribution"),
                list=found,
            ),
        ]

    def _percent(self, part, whole):
        return round(100 * part / whole) if whole else 0

    def _get_segment_tiles(self, scope):
        customers = self._get_customers(scope)
        names = {"dormant": self.env._("Dormant"), "lost": self.env._("Lost")}
        return [
            tile
            for number, (segment, name) in enumerate(names.items())
            for tile in self._count_tile(
                segment,
                name,
                "care.profile",
                customers & Domain("segment", "=", segment),
                sequence=20 + number,
                tone="bad",
            )
        ]

    def _get_movement_tiles(self, scope):
        """Who rose and fell in the last month that has ended."""
        days = self._get_days()
        if len(days) < 2:
            return []
        names = {
            "up": self.env._("Risen Last Month"),
            "down": self.env._("Fallen Last Month"),
        }
        movements = self.env["care.movement"]._over(days[1], days[0])
        return [
            tile
            for number, (move, name) in enumerate(names.items())
            for tile in self._movement_tile(
                movements,
                move,
                name,
                scope,
                sequence=30 + number,
                tone="good" if move == "up" else "bad",
            )
        ]

    def _movement_tile(self, movements, move, name, scope, **options):
        domain = Domain("company_id", "=", self.env.company.id)
        domain &= scope.of("user_id") & Domain("tier_move", "=", move)
        days = {key: movements.env.context[key] for key in OVER}
        return self._tile(
            f"movement_{move}",
            name,
            movements.search_count(domain),
            list=self._list(name, movements._name, domain, **days),
            **options,
        )

    def _get_days(self):
        """Month ends of which the company has pictures, latest first."""
        # sudo: the days are no secret
        snapshots = self.env["care.profile.snapshot"].sudo()
        return snapshots._get_month_ends(self.env.company)

    def _get_kept_tile(self, scope):
        """Of the key customers of a year ago those who still are; of the first picture
        where there is none so old."""
        # sudo: the day of the last refresh is no secret
        as_of = self.env["care.policy"].sudo()._get().as_of
        days = self._get_days()
        if not as_of or not days:
            return []
        day = next((day for day in days if day <= as_of - YEAR), days[-1])
        return self._get_kept_since(day, scope) if day != as_of else []

    def _get_kept_since(self, day, scope):
        mine = Domain("company_id", "=", self.env.company.id) & scope.of("user_id")
        then = mine & Domain("from_tier_id.is_key", "=", True)
        movements = self.env["care.movement"]._over(day, None)
        count = movements.search_count(then)
        if not count:
            return []
        kept = movements.search_count(then & Domain("to_tier_id.is_key", "=", True))
        name = self.env._("Key Customers Kept")
        return self._tile(
            "key_kept",
            name,
            kept / count,
            sequence=13,
            format="percent",
            hint=self.env._(
                "of %(count)s on %(day)s", count=count, day=format_date(self.env, day)
            ),
            list=self._list(
                name,
                movements._name,
                then,
                movement_from=Date.to_string(day),
                movement_to=False,
                search_default_group_to_tier=1,
            ),
        )
