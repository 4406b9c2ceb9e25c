from odoo import api, models

from ..argument import read_count, read_domain

MAP_LIMIT = 5000


def draw_pareto(amounts, steps=200):
    """Return at most `steps` + 1 points of the Pareto curve of contributions.

    >>> draw_pareto([1, None, 3])
    [[0, 0], [0.3333333333333333, 0.75], [0.6666666666666666, 1.0], [1.0, 1.0]]
    """
    values = sorted((max(value or 0, 0) for value in amounts), reverse=True)
    total = sum(values)
    if not total:
        return []
    points, running, stride = [[0, 0]], 0, max(1, -(-len(values) // steps))
    for number, value in enumerate(values, 1):
        running += value
        if number % stride == 0 or number == len(values):
            points.append([number / len(values), running / total])
    return points


def sum_quadrants(model, domain):
    """{quadrant: {count, contribution}} of profiles, or of what was kept of them."""
    groups = model._read_group(domain, ["quadrant"], ["__count", "contribution:sum"])
    return {
        quadrant: {"count": count, "contribution": contribution or 0}
        for quadrant, count, contribution in groups
    }


class CareProfile(models.Model):
    _inherit = "care.profile"

    @api.model
    def get_quadrant_map(self, domain, limit=MAP_LIMIT):
        """Return what the quadrant map and the Pareto curve draw, by the user's rights.

        Keys: `points`, a list of [id, name, contribution, stability, tier id, quadrant]
        of rated customers, best first, at most `limit`; `total`, how many there are;
        `unrated`, how many are too new to be rated; `quadrants`, {quadrant: {count,
        contribution}} of all rated ones; `tiers`, a list of {id, name, color};
        `contribution_line` and `stability_line`, the cuts; `pareto`, [share of
        customers, share of contribution] pairs, 0 to 1; `currency_id`, `measure`,
        `window_months` and `as_of` of the current company; `days`, its month ends of
        which there are pictures, latest first.
        """
        domain = [
            *read_domain(self.env, domain),
            ("company_id", "=", self.env.company.id),
            ("first_purchase_date", "!=", False),
        ]
        rated = [*domain, ("is_unrated", "=", False)]
        # sudo: cuts and colours of the policy are for everybody who reads profiles
        policy = self.env["care.policy"]._get()
        quadrants = sum_quadrants(self, rated)
        return {
            "points": self._get_map_points(rated, read_count(limit, MAP_LIMIT)),
            "total": sum(quadrant["count"] for quadrant in quadrants.values()),
            "unrated": self.search_count([*domain, ("is_unrated", "=", True)]),
            "quadrants": quadrants,
            "tiers": policy.tier_ids.read(["name", "color"]),
            "contribution_line": policy.contribution_line,
            "stability_line": policy.stability_line,
            "pareto": self._get_pareto(domain),
            "currency_id": policy.currency_id.id,
            "measure": policy.measure,
            "window_months": policy.window_months,
            "as_of": policy.as_of,
            "days": self._get_picture_days(policy.company_id),
        }

    def _get_picture_days(self, company):
        # sudo: the days of pictures are no secret
        snapshots = self.env["care.profile.snapshot"].sudo()
        return snapshots._get_month_ends(company)

    def _get_map_points(self, domain, limit):
        names = ["partner_id", "contribution", "stability", "tier_id", "quadrant"]
        order = "contribution desc, partner_id"
        return [
            [
                profile.id,
                profile.partner_id.display_name,
                profile.contribution,
                profile.stability,
                profile.tier_id.id,
                profile.quadrant,
            ]
            for profile in self.search_fetch(domain, names, limit=limit, order=order)
        ]

    def _get_pareto(self, domain):
        # one array instead of a record per customer
        [[amounts]] = self._read_group(domain, [], ["contribution:array_agg"])
        return draw_pareto(amounts or ())
