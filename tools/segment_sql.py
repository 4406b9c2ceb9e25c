"""SQL of the segment of a customer: the first rule that holds."""

from odoo.tools import SQL

SIGNALS = ("lost", "dormant", "marginal", "potential", "fan")


def merged_signals(signals):
    """SELECT with one row per customer and a column per signal."""
    union = SQL(" UNION ALL ").join(
        [
            SQL("SELECT partner_id, signal FROM (%s) x", source)
            for source in signals.values()
        ]
    )
    return SQL(
        "SELECT partner_id, %s FROM (%s) s GROUP BY 1",
        SQL(", ").join(
            SQL("bool_or(signal = %s) AS %s", name, SQL.identifier(name))
            for name in SIGNALS
        ),
        union,
    )


def segment(settings, tier=None):
    """SQL of the segment of a row `t` of `score_sql` with signals `s`, by its own tier
    or another one."""
    return SQL(
        """CASE WHEN s.lost
                  OR t.last_date <= %(as_of)s::date - %(lost)s
                     AND COALESCE(%(as_of)s::date - t.last_date
                                  >= %(intervals)s * t.mean_interval, TRUE)
                THEN 'lost'
                WHEN s.dormant OR t.last_date <= %(as_of)s::date - %(dormant)s
                THEN 'dormant'
                WHEN t.contribution IS NULL THEN NULL
                WHEN s.marginal THEN 'marginal'
                WHEN t.unrated THEN 'new'
                WHEN %(tier)s = ANY(%(key)s::int[]) THEN 'key'
                WHEN t.trend >= %(growth)s
                  OR t.expected > 0 AND t.expected * %(unit)s >= %(pipeline)s
                  OR s.potential THEN 'potential'
                WHEN s.fan THEN 'fan'
                ELSE 'general' END""",
        as_of=settings.as_of,
        lost=settings.lost_days,
        intervals=settings.lost_intervals,
        dormant=settings.dormant_days,
        tier=tier or SQL("t.tier_id"),
        key=list(settings.key_tier_ids),
        growth=settings.potential_trend / 100,
        unit=settings.unit,
        pipeline=SQL(
            "t.revenue" if settings.measure == "products" else "t.contribution"
        ),
    )
