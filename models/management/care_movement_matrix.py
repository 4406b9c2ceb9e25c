from datetime import date

from odoo import api, models
from odoo.exceptions import UserError
from odoo.fields import Date, Domain

from ..argument import read_day, read_domain
from ..classification.care_strategy import QUADRANT_CODES

FIELDS = {
    "tier": ("from_tier_id", "to_tier_id"),
    "quadrant": ("from_quadrant", "to_quadrant"),
    "segment": ("from_segment", "to_segment"),
}


class CareMovement(models.Model):
    """The matrix of where customers were and where they went."""

    _inherit = "care.movement"

    @api.model
    @api.readonly
    def get_matrix(self, dimension="tier", start=None, end=None, domain=()):
        """Return where customers were and where they went, by the user's rights.

        :param dimension: tier, quadrant or segment
        :param start, end: month ends as ISO dates; False for now, None for the last
            two pictures there are
        :param domain: which customers, by fields of this model
        :return: `dimension`; `days`, month ends to choose from, latest first; `start`,
            `end`; `as_of`, the day of now; `classes`, {`key`, `name`, `color`}, the
            last one `absent`, without a name; `cells`, {`from`, `to`, `customers`,
            `contribution`, `from_contribution`}; `currency_id`, False for numbers of
            products.
        """
        self.check_access("read")
        if dimension not in list(FIELDS):
            raise UserError(self.env._("Choose tiers, quadrants or segments."))
        # sudo: the days of pictures, and the rules, are no secret
        policy = self.env["care.policy"].sudo()._get()
        days = (
            self.env["care.profile.snapshot"].sudo()._get_month_ends(policy.company_id)
        )
        start, end = self._choose_days(days, policy, start, end)
        cells = self._get_cells(dimension, start, end, read_domain(self.env, domain))
        used = {cell[side] for cell in cells for side in ("from", "to")}
        return {
            "dimension": dimension,
            "days": [Date.to_string(day) for day in days],
            "start": Date.to_string(start),
            "end": Date.to_string(end),
            "as_of": Date.to_string(policy.as_of),
            "classes": [
                row
                for row in self._get_classes(dimension, policy)
                if row["key"] in used or dimension == "tier" and row["key"]
            ],
            "cells": cells,
            "currency_id": policy.measure != "products" and policy.currency_id.id,
        }

    def _choose_days(self, days, policy, start, end):
        """The two days as dates, False for now, the earlier one first."""
        last = days[0] if days else False
        if end is None:
            end = False
        if start is None:
            # at a month end, now is the last picture
            start = next((day for day in days if day != policy.as_of), last)
        start, end = (read_day(self.env, day) for day in (start, end))
        for day in (start, end):
            if day and day not in days:
                raise UserError(
                    self.env._("There is no picture of that day: choose a month end.")
                )
        return sorted((start, end), key=lambda day: day or date.max)

    def _get_cells(self, dimension, start, end, domain):
        model = self._over(start, end)
        mine = Domain("company_id", "=", self.env.company.id) & domain
        before, after = FIELDS[dimension]
        groups = model._read_group(
            mine,
            ["was", before, "stays", after],
            ["__count", "contribution:sum", "from_contribution:sum"],
        )
        return [
            {
                "from": self._get_key(was, old),
                "to": self._get_key(stays, new),
                "customers": count,
                "contribution": contribution or 0,
                "from_contribution": earlier or 0,
            }
            for was, old, stays, new, count, contribution, earlier in groups
        ]

    def _get_key(self, present, value):
        """Key of a class: `absent` of whoever was not there, `none` without any."""
        if not present:
            return "absent"
        return (value.id if isinstance(value, models.BaseModel) else value) or "none"

    def _get_classes(self, dimension, policy):
        if dimension == "tier":
            tiers = policy.tier_ids.sorted(lambda tier: (tier.sequence, tier.id))
            rows = [(tier.id, tier.display_name, tier.color) for tier in tiers]
            none = self.env._("No purchase yet")
        elif dimension == "quadrant":
            rows = [(key, name, 0) for key, name in QUADRANT_CODES.items()]
            none = self.env._("Unrated")
        else:
            field = self.env["care.profile"]._fields["segment"]
            rows = [(*pair, 0) for pair in field._description_selection(self.env)]
            none = self.env._("No purchase yet")
        rows += [("none", none, 0), ("absent", "", 0)]
        return [{"key": key, "name": name, "color": color} for key, name, color in rows]

    @api.model
    @api.readonly
    def get_cell_action(
        self, dimension, start, end, before=None, after=None, domain=()
    ):
        """Action that lists the customers of a cell, of a row or of a column."""
        if dimension not in list(FIELDS):
            raise UserError(self.env._("Choose tiers, quadrants or segments."))
        found = Domain("company_id", "=", self.env.company.id)
        found &= read_domain(self.env, domain)
        for key, name, there in zip(
            (before, after), FIELDS[dimension], ("was", "stays"), strict=True
        ):
            if key == "absent":
                found &= Domain(there, "=", False)
            elif key is not None:
                found &= Domain(there, "=", True)
                found &= Domain(name, "=", False if key == "none" else key)
        return self._prepare_action(found, start, end)

    @api.model
    def _prepare_action(self, domain, start, end):
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Movement of Customers"),
            "res_model": self._name,
            "views": [(False, "list"), (False, "pivot")],
            "search_view_id": [False, "search"],
            "domain": list(Domain(domain)),
            "context": {"movement_from": start or False, "movement_to": end or False},
        }
