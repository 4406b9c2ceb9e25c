"""SQL that turns measures into ranks, tiers, quadrants and segments.

Reads the temporary tables `care_refresh_measure` (see `measure_sql`) and
`care_refresh_lead` (partner_id, expected, intention) and the profiles as they are; gives
the profiles as they should be, with the old values that the change log needs.
"""

from odoo.tools import SQL

from . import measure_sql


def scores(settings, signals):
    """SELECT of the wanted profiles of one company, one row per customer.

    `signals` is named SQL (partner_id, signal).
    """
    return SQL(
        """WITH lead AS (SELECT * FROM care_refresh_lead),
             signal AS MATERIALIZED (%(signals)s),
             measure AS (%(measure)s),
             ranked AS (%(ranked)s),
             cut AS MATERIALIZED (%(cuts)s),
             classed AS (%(classed)s),
             settled AS (%(settled)s)
        SELECT t.*, %(segment)s AS segment, %(lower_since)s AS lower_since
          FROM settled t LEFT JOIN signal s USING (partner_id)""",
        signals=_signals(signals),
        measure=_measure(settings),
        ranked=_ranked(),
        cuts=_cuts(settings),
        classed=_classed(settings),
        settled=_settled(settings),
        segment=_segment(settings),
        lower_since=_lower_since(settings),
    )


def _signals(signals):
    union = SQL(" UNION ALL ").join(
        [
            SQL("(SELECT partner_id, signal FROM (%s) x)", source)
            for source in signals.values()
        ]
    )
    return SQL(
        """SELECT partner_id, bool_or(signal = 'lost') AS lost,
                  bool_or(signal = 'dormant') AS dormant,
                  bool_or(signal = 'marginal') AS marginal,
                  bool_or(signal = 'potential') AS potential,
                  bool_or(signal = 'fan') AS fan
             FROM (%s) s GROUP BY 1""",
        union,
    )


def _measure(settings):
    """Measures of active customers that aren't companies of the database itself."""
    return SQL(
        """SELECT m.*, p.user_id AS salesperson_id, %(stability)s AS stability,
                  m.first_date > %(unrated_after)s AS unrated
             FROM (SELECT m.*, CASE width_bucket(m.first_date, %(months)s::date[])
                                    WHEN 0 THEN %(window)s
                                    ELSE %(window)s + 1
                                         - width_bucket(m.first_date, %(months)s::date[])
                               END AS buckets
                     FROM care_refresh_measure m) m
             JOIN res_partner p ON p.id = m.partner_id AND p.active
            WHERE p.id NOT IN (SELECT c.partner_id FROM res_company c)""",
        stability=measure_sql.stability(settings),
        unrated_after=settings.unrated_after,
        months=settings.month_starts,
        window=settings.window_months,
    )


def _ranked():
    """Rank of the tie group, contribution before it, totals."""
    return SQL(
        """SELECT m.*, rank() OVER (ORDER BY m.contribution DESC) AS rank,
                  COALESCE(sum(greatest(m.contribution, 0)) OVER (
                      ORDER BY m.contribution DESC
                      GROUPS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS before,
                  sum(greatest(m.contribution, 0)) OVER () AS total,
                  count(*) OVER () AS customers
             FROM measure m"""
    )


def _cuts(settings):
    """The medians that policy asks for, as one row."""
    half = SQL("percentile_cont(0.5) WITHIN GROUP")
    parts = [
        SQL("(SELECT %s (ORDER BY contribution) FROM measure) AS contribution", half)
        if settings.contribution_cut_method == "median"
        else SQL(
            "%s::float8 AS contribution",
            settings.contribution_cut * settings.contribution_unit,
        ),
        SQL(
            "(SELECT %s (ORDER BY stability) FROM measure WHERE NOT unrated) AS stability",
            half,
        )
        if settings.stability_cut_method == "median"
        else SQL("%s::float8 AS stability", settings.stability_cut),
        SQL(
            """(SELECT %s (ORDER BY l.expected) FROM lead l
                 WHERE NOT EXISTS (SELECT FROM measure m WHERE m.partner_id = l.partner_id))
               AS expected""",
            half,
        )
        if settings.expected_cut_method == "median"
        else SQL("%s::float8 AS expected", settings.expected_cut),
    ]
    return SQL("SELECT %s", SQL(", ").join(parts))


def _classed(settings):
    """Customers and prospects with computed tier level and quadrant."""
    return SQL(
        """SELECT r.partner_id, r.salesperson_id, r.contribution, r.previous_contribution,
                  r.revenue, r.previous_revenue, r.order_count, r.ordered, r.first_date,
                  r.last_date, CASE WHEN r.days >= 3
                       THEN (r.last_date - r.first_day)::float8 / (r.days - 1) END AS mean_interval,
                  r.stability, r.unrated, r.rank, r.before, r.total,
                  l.expected, l.intention, %(level)s AS level,
                  CASE WHEN r.unrated THEN NULL
                       WHEN %(high)s AND r.stability >= c.stability THEN 'e1'
                       WHEN %(high)s THEN 'e2'
                       WHEN r.stability >= c.stability THEN 'e3'
                       ELSE 'e4' END AS quadrant
             FROM ranked r CROSS JOIN cut c LEFT JOIN lead l USING (partner_id)
           UNION ALL
           SELECT l.partner_id, p.user_id, NULL, NULL, NULL, NULL, 0, NULL, NULL, NULL, NULL,
                  NULL, FALSE, NULL, NULL, NULL, l.expected, l.intention, NULL,
                  CASE WHEN l.expected IS NULL THEN NULL
                       WHEN l.expected >= c.expected AND l.intention >= %(intention)s THEN 'p1'
                       WHEN l.expected >= c.expected THEN 'p2'
                       WHEN l.intention >= %(intention)s THEN 'p3'
                       ELSE 'p4' END
             FROM lead l CROSS JOIN cut c JOIN res_partner p ON p.id = l.partner_id AND p.active
            WHERE NOT EXISTS (SELECT FROM measure m WHERE m.partner_id = l.partner_id)
              AND p.id NOT IN (SELECT o.partner_id FROM res_company o)""",
        level=_level(settings),
        high=_high(settings),
        intention=settings.intention_cut,
    )


def _level(settings):
    """SQL of the number of the computed tier, 1 for the best."""
    value, compare = {
        "pareto": (SQL("r.before * 100 / r.total"), SQL("<")),
        "percentile": (SQL("(r.rank - 1) * 100.0::float8 / r.customers"), SQL("<")),
        "amount": (SQL("r.contribution"), SQL(">=")),
    }[settings.tier_method]
    scale = settings.contribution_unit if settings.tier_method == "amount" else 1
    last = len(settings.tier_cuts)
    whens = [
        SQL("WHEN %s %s %s THEN %s", value, compare, cut * scale, level)
        for level, cut in enumerate(settings.tier_cuts, 1)
    ]
    return SQL(
        "CASE WHEN r.contribution <= 0 THEN %s %s ELSE %s END",
        last,
        SQL(" ").join(whens),
        last,
    )


def _high(settings):
    method, cut = settings.contribution_cut_method, settings.contribution_cut
    condition = {
        "share": SQL("r.before * 100 / NULLIF(r.total, 0) < %s", cut),
        "percentile": SQL("(r.rank - 1) * 100.0::float8 / r.customers < %s", cut),
        "median": SQL("r.contribution >= c.contribution"),
        "amount": SQL("r.contribution >= c.contribution"),
    }[method]
    return SQL("(r.contribution > 0 AND %s)", condition)


def _settled(settings):
    """Locks, promotion, demotion: what holds now, beside what held before."""
    return SQL(
        """SELECT n.*, %(tiers)s[n.new_level] AS new_tier_id,
                  CASE WHEN n.tier_locked THEN n.old_lock_id
                       ELSE %(tiers)s[n.new_level] END AS tier_id,
                  CASE WHEN n.tier_locked THEN %(tiers)s[n.new_level] END AS tier_auto_id,
                  COALESCE(CASE WHEN n.quadrant_locked THEN n.old_quadrant_lock END, n.quadrant)
                      AS quadrant_now
             FROM (SELECT b.*, CASE WHEN b.level > b.held AND NOT b.falls
                                    THEN b.held ELSE b.level END AS new_level
                     FROM (%(before)s) b) n""",
        tiers=SQL("(%s::int[])", list(settings.tier_ids)),
        before=_held(settings),
    )


def _held(settings):
    """Computed classes joined with the profile of before."""
    return SQL(
        """SELECT h.*, (h.level > h.held AND %(monthly)s AND %(series)s >= %(runs)s
                        AND h.first_date < %(protected)s AND %(below)s) AS falls
             FROM (SELECT c.*, o.id AS old_id, o.tier_id AS old_tier_id,
                          o.quadrant AS old_quadrant, o.segment AS old_segment,
                          o.tier_lock_id AS old_lock_id, o.quadrant_lock AS old_quadrant_lock,
                          o.lower_since AS old_lower_since,
                          COALESCE(o.tier_lock_id IS NOT NULL AND COALESCE(o.tier_lock_until, 'infinity') >= %(as_of)s, FALSE) AS tier_locked,
                          COALESCE(o.tier_lock_id IS NOT NULL AND o.tier_lock_until < %(as_of)s, FALSE) AS tier_lock_over,
                          COALESCE(o.quadrant_lock IS NOT NULL AND COALESCE(o.quadrant_lock_until, 'infinity') >= %(as_of)s, FALSE) AS quadrant_locked,
                          COALESCE(o.quadrant_lock IS NOT NULL AND o.quadrant_lock_until < %(as_of)s, FALSE) AS quadrant_lock_over,
                          array_position(%(tiers)s::int[], CASE WHEN o.tier_lock_id IS NULL THEN o.tier_id
                                                           ELSE o.tier_auto_id END) AS held
                     FROM classed c
                     LEFT JOIN care_profile o
                       ON o.partner_id = c.partner_id AND o.company_id = %(company)s) h""",
        monthly=settings.monthly,
        series=_series(settings),
        runs=settings.demotion_runs,
        protected=_protected(settings),
        below=_below(settings),
        as_of=settings.as_of,
        tiers=list(settings.tier_ids),
        company=settings.company_id,
    )


def _protected(settings):
    return SQL("(%s::date - %s)", settings.as_of, settings.protect_days)


def _series(settings):
    """SQL of the month ends running, this one included, with a lower computed tier."""
    since = SQL("COALESCE(h.old_lower_since, %s::date)", settings.as_of)
    return SQL(
        """((%(year)s - EXTRACT(year FROM %(since)s)) * 12
            + %(month)s - EXTRACT(month FROM %(since)s) + 1)""",
        since=since,
        year=settings.as_of.year,
        month=settings.as_of.month,
    )


def _below(settings):
    """Whether a customer is low enough to fall: only amounts forgive a little."""
    if settings.tier_method != "amount":
        return SQL("TRUE")
    unit = settings.contribution_unit * (1 - settings.hysteresis / 100)
    floors = [cut * unit for cut in settings.tier_cuts]
    return SQL("h.contribution < (%s::float8[])[h.held]", floors)


def _lower_since(settings):
    """SQL of the first month end of the unbroken series below the tier that is held."""
    return SQL(
        """CASE WHEN t.held IS NULL OR t.level < t.held OR t.falls THEN NULL
                WHEN NOT %(monthly)s THEN t.old_lower_since
                WHEN t.level > t.held THEN COALESCE(t.old_lower_since, %(as_of)s::date) END""",
        monthly=settings.monthly,
        as_of=settings.as_of,
    )


def _segment(settings):
    return SQL(
        """CASE WHEN s.lost
                  OR t.last_date <= %(lost)s
                     AND COALESCE(%(as_of)s::date - t.last_date >= %(intervals)s * t.mean_interval, TRUE)
                THEN 'lost'
                WHEN s.dormant OR t.last_date <= %(dormant)s THEN 'dormant'
                WHEN t.contribution IS NULL THEN NULL
                WHEN s.marginal THEN 'marginal'
                WHEN t.unrated THEN 'new'
                WHEN t.tier_id = ANY(%(key)s::int[]) THEN 'key'
                WHEN t.previous_revenue > 0 AND t.revenue >= t.previous_revenue * %(growth)s
                  OR t.expected > 0 AND t.expected * %(unit)s >= %(pipeline)s
                  OR s.potential THEN 'potential'
                WHEN s.fan THEN 'fan'
                ELSE 'general' END""",
        lost=SQL("(%s::date - %s)", settings.as_of, settings.lost_days),
        dormant=SQL("(%s::date - %s)", settings.as_of, settings.dormant_days),
        as_of=settings.as_of,
        intervals=settings.lost_intervals,
        key=list(settings.key_tier_ids),
        growth=1 + settings.potential_trend / 100,
        unit=settings.unit,
        pipeline=SQL(
            "t.revenue" if settings.measure == "products" else "t.contribution"
        ),
    )
