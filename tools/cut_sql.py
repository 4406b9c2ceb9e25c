"""SQL of the lines between tiers, and between high and low.

A row `m` has the contribution of a customer and its place: `rank` of its tie group, and
`before`, the sum of all contributions before the group; `cut` is the table of `cuts`.
"""

from odoo.tools import SQL


def cuts(settings, standing):
    """SELECT of one row: the lines between high and low, and the sum of contributions
    and the number of all customers, which are those of the table `standing`."""
    half = SQL("percentile_cont(0.5) WITHIN GROUP")
    contribution = contribution_line(settings)
    if settings.contribution_cut_method == "median":
        contribution = SQL("%s (ORDER BY contribution)", half)
    stability = SQL("%s::float8", settings.stability_cut)
    if settings.stability_cut_method == "median":
        stability = SQL("%s (ORDER BY stability) FILTER (WHERE NOT unrated)", half)
    expected = SQL("%s::float8", settings.expected_cut)
    if settings.expected_cut_method == "median":
        expected = SQL("(SELECT %s (ORDER BY expected) FROM prospect)", half)
    return SQL(
        """SELECT %s AS contribution, %s AS stability, %s AS expected,
                  COALESCE(sum(greatest(contribution, 0)), 0) AS total,
                  count(*) AS customers FROM %s""",
        contribution,
        stability,
        expected,
        SQL.identifier(standing),
    )


def contribution_line(settings):
    """SQL of the line of contribution where it is a fixed amount."""
    return SQL("%s::float8", settings.contribution_cut * settings.contribution_unit)


def cuts_among_all(settings):
    """SELECT like `cuts` where `care_refresh_rank` knows the sums; no line a median."""
    return SQL(
        """SELECT %s AS contribution, %s::float8 AS stability, %s::float8 AS expected,
                  max(total) AS total, max(customers) AS customers
             FROM care_refresh_rank""",
        contribution_line(settings),
        settings.stability_cut,
        settings.expected_cut,
    )


def line(name):
    """SQL of one value of `cut`: a join with its row would mislead the planner."""
    return SQL("(SELECT %s FROM cut)", SQL.identifier(name))


def level(settings):
    """SQL of the number of the computed tier, 1 for the best."""
    value, compare = {
        "pareto": (SQL("m.before * 100 / NULLIF(%s, 0)", line("total")), SQL("<")),
        "percentile": (_better_percent(), SQL("<")),
        "amount": (SQL("m.contribution"), SQL(">=")),
    }[settings.tier_method]
    scale = settings.contribution_unit if settings.tier_method == "amount" else 1
    last = len(settings.tier_cuts)
    whens = [
        SQL("WHEN %s %s %s THEN %s", value, compare, cut * scale, level)
        for level, cut in enumerate(settings.tier_cuts, 1)
    ]
    return SQL(
        "CASE WHEN m.contribution <= 0 THEN %s %s ELSE %s END",
        last,
        SQL(" ").join(whens),
        last,
    )


def _better_percent():
    """SQL of the percentage of customers that are better than `m`."""
    return SQL("(m.rank - 1) * 100.0::float8 / NULLIF(%s, 0)", line("customers"))


def high(settings):
    """SQL of whether a contribution is high."""
    method, cut = settings.contribution_cut_method, settings.contribution_cut
    condition = {
        "share": SQL("m.before * 100 / NULLIF(%s, 0) < %s", line("total"), cut),
        "percentile": SQL("%s < %s", _better_percent(), cut),
        "median": SQL("m.contribution >= %s", line("contribution")),
        "amount": SQL("m.contribution >= %s", line("contribution")),
    }[method]
    return SQL("(m.contribution > 0 AND %s)", condition)
