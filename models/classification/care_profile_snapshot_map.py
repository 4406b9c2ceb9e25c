from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from ...tools.parting_line import part
from ..argument import read_count, read_day, read_domain
from .care_profile_map import MAP_LIMIT, draw_pareto, sum_quadrants

RATED = ("e1", "e2", "e3", "e4")


class CareProfileSnapshot(models.Model):
    """The quadrant map as it was."""

    _inherit = "care.profile.snapshot"

    @api.model
    @api.readonly
    def get_quadrant_map(self, domain, day, limit=MAP_LIMIT):
        """Return what `get_quadrant_map` of the profiles does, as of a month end, of
        the customers whose profiles the domain finds today."""
        day = read_day(self.env, day) or fields.Date.context_today(self)
        domain = read_domain(self.env, domain)
        # sudo: cuts and colours of the policy are for everybody who reads profiles
        policy = self.env["care.policy"]._get()
        picture = Domain("company_id", "=", self.env.company.id)
        picture &= Domain("date", "=", day) & Domain("contribution", "!=", False)
        if not domain.is_true():
            picture &= Domain("profile_id", "any", domain)
        rated = picture & Domain("quadrant", "in", RATED)
        quadrants = sum_quadrants(self, rated)
        [[amounts]] = self._read_group(picture, [], ["contribution:array_agg"])
        return {
            "points": self._get_map_points(rated, read_count(limit, MAP_LIMIT)),
            "total": sum(quadrant["count"] for quadrant in quadrants.values()),
            "unrated": self.search_count(picture & Domain("quadrant", "=", False)),
            "quadrants": quadrants,
            "tiers": policy.tier_ids.read(["name", "color"]),
            "pareto": draw_pareto(amounts or ()),
            "currency_id": policy.currency_id.id,
            "measure": policy.measure,
            "window_months": policy.window_months,
            "as_of": day,
            **self._get_lines(policy, day),
        }

    def _get_map_points(self, domain, limit):
        snapshots = self.search(
            domain, limit=limit, order="contribution desc, partner_id"
        )
        return [
            [
                snapshot.profile_id.id,
                snapshot.partner_id.display_name,
                snapshot.contribution,
                snapshot.stability,
                snapshot.tier_id.id,
                snapshot.quadrant,
            ]
            for snapshot in snapshots
        ]

    def _get_lines(self, policy, day):
        """Where the cuts ran on that day: as today if that parts high from low there,
        else a round number between both. Quadrants locked by hand tell nothing."""
        bounds = """SELECT max(%(column)s) FILTER (WHERE s.quadrant = ANY(%(low)s)),
                           min(%(column)s) FILTER (WHERE s.quadrant = ANY(%(high)s))
                      FROM care_profile_snapshot s
                      LEFT JOIN care_profile p USING (company_id, partner_id)
                     WHERE s.company_id = %(company)s AND s.date = %(day)s::date
                       AND p.quadrant_lock IS NULL"""
        sides = {
            "contribution": (["e3", "e4"], ["e1", "e2"]),
            "stability": (["e2", "e4"], ["e1", "e3"]),
        }
        lines = {}
        for name, (low, high) in sides.items():
            [[below, above]] = self.env.execute_query(
                SQL(
                    bounds,
                    column=SQL.identifier("s", name),
                    low=low,
                    high=high,
                    company=policy.company_id.id,
                    day=day,
                )
            )
            line = policy[f"{name}_line"]
            lines[f"{name}_line"] = (
                line if _parts(below, above, line) else part(below, above)
            )
        return lines


def _parts(below, above, line):
    """Whether a line is above the highest low value, and not above the lowest high."""
    return (below or 0) < line and (above is None or line <= above)
