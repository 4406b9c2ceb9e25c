"""SQL that turns measures into ranks, tiers, quadrants and segments.

Reads the temporary tables `care_refresh_measure` (see `measure_sql`) and
`care_refresh_lead` (partner_id, expected, intention) and the profiles as they are;
gives the profiles as they should be, with the old values that the log needs.
"""

from odoo.tools import SQL

from . import segment_sql


def scores(settings, signals, ranks=None):
    """SELECT of the wanted profiles of one company, one row per measured customer.

    `signals` is named SQL (partner_id, signal); `ranks` the statement of `ranks` where
    more customers have a place than those measured.
    """
    return SQL(
        """WITH signal AS MATERIALIZED (%(signals)s),
             cut AS MATERIALIZED (%(cuts)s),
             classed AS (%(classed)s),
             held AS (%(held)s),
             settled AS (%(settled)s)
        SELECT t.*, %(segment)s AS segment, %(lower_since)s AS lower_since
          FROM settled t LEFT JOIN signal s USING (partner_id)""",
        signals=segment_sql.merged_signals(signals),
        cuts=cuts(settings),
        classed=_classed(settings, ranks or ranks_of(measured())),
        held=_held(settings),
        settled=_settled(settings),
        segment=segment_sql.segment(settings),
        lower_since=_lower_since(settings),
    )


def measured():
    """SELECT (partner_id, contribution) of all customers of the measure table."""
    return SQL("SELECT partner_id, contribution FROM care_refresh_measure")


def ranks_of(standing):
    """SELECT of the place of each customer of `standing` (partner_id, contribution):
    rank of its tie group, sum of all contributions, and of those before the group."""
    return SQL(
        """SELECT partner_id, rank() OVER (ORDER BY contribution DESC) AS rank,
                  COALESCE(sum(greatest(contribution, 0)) OVER (
                      ORDER BY contribution DESC
                      GROUPS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS before,
                  sum(greatest(contribution, 0)) OVER () AS total,
                  count(*) OVER () AS customers
             FROM (%s) s""",
        standing,
    )


def cuts(settings):
    """SELECT of one row: the lines between high and low."""
    half = SQL("percentile_cont(0.5) WITHIN GROUP")
    contribution = SQL(
        "%s::float8", settings.contribution_cut * settings.contribution_unit
    )
    if settings.contribution_cut_method == "median":
        contribution = SQL(
            "(SELECT %s (ORDER BY contribution) FROM care_refresh_measure)", half
        )
    stability = SQL("%s::float8", settings.stability_cut)
    if settings.stability_cut_method == "median":
        stability = SQL(
            """(SELECT %s (ORDER BY stability) FROM care_refresh_measure
                 WHERE NOT unrated)""",
            half,
        )
    expected = SQL("%s::float8", settings.expected_cut)
    if settings.expected_cut_method == "median":
        expected = SQL(
            """(SELECT %s (ORDER BY l.expected) FROM care_refresh_lead l
                 WHERE NOT EXISTS (SELECT FROM care_refresh_measure m
                                    WHERE m.partner_id = l.partner_id))""",
            half,
        )
    return SQL(
        "SELECT %s AS contribution, %s AS stability, %s AS expected",
        contribution,
        stability,
        expected,
    )


def _classed(settings, ranks):
    """Customers and prospects with computed tier level and quadrant."""
    return SQL(
        """SELECT m.*, r.rank::int AS rank,
                  r.before / NULLIF(r.total, 0) AS share_before,
                  l.expected, l.intention, %(level)s AS level,
                  CASE WHEN m.unrated THEN NULL
                       WHEN %(high)s AND m.stability >= c.stability THEN 'e1'
                       WHEN %(high)s THEN 'e2'
                       WHEN m.stability >= c.stability THEN 'e3'
                       ELSE 'e4' END AS computed_quadrant
             FROM care_refresh_measure m
             JOIN (%(ranks)s) r USING (partner_id)
            CROSS JOIN cut c
             LEFT JOIN care_refresh_lead l USING (partner_id)
           UNION ALL
           %(prospects)s""",
        level=level(settings),
        high=high(settings),
        ranks=ranks,
        prospects=_prospects(settings),
    )


def _prospects(settings):
    return SQL(
        """SELECT l.partner_id, p.user_id, NULL, NULL, NULL, 0, NULL, NULL, NULL, NULL,
                  NULL, NULL, FALSE, NULL, NULL, l.expected, l.intention, NULL,
                  CASE WHEN l.expected IS NULL THEN NULL
                       WHEN l.expected >= c.expected AND l.intention >= %(cut)s
                       THEN 'p1'
                       WHEN l.expected >= c.expected THEN 'p2'
                       WHEN l.intention >= %(cut)s THEN 'p3'
                       ELSE 'p4' END
             FROM care_refresh_lead l CROSS JOIN cut c
             JOIN res_partner p ON p.id = l.partner_id AND p.active
            WHERE NOT EXISTS (SELECT FROM care_refresh_measure m
                               WHERE m.partner_id = l.partner_id)
              AND p.id NOT IN (SELECT o.partner_id FROM res_company o)""",
        cut=settings.intention_cut,
    )


def level(settings):
    """SQL of the number of the computed tier, 1 for the best."""
    value, compare = {
        "pareto": (SQL("r.before * 100 / r.total"), SQL("<")),
        "percentile": (SQL("(r.rank - 1) * 100.0::float8 / r.customers"), SQL("<")),
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


def high(settings):
    method, cut = settings.contribution_cut_method, settings.contribution_cut
    condition = {
        "share": SQL("r.before * 100 / NULLIF(r.total, 0) < %s", cut),
        "percentile": SQL("(r.rank - 1) * 100.0::float8 / r.customers < %s", cut),
        "median": SQL("m.contribution >= c.contribution"),
        "amount": SQL("m.contribution >= c.contribution"),
    }[method]
    return SQL("(m.contribution > 0 AND %s)", condition)


def _held(settings):
    """Computed classes joined with the profile of before."""
    return SQL(
        """SELECT c.*, o.id AS old_id, o.user_id AS old_user_id,
                  o.assigned_date AS old_assigned_date, o.tier_id AS old_tier_id,
                  o.quadrant AS old_quadrant, o.segment AS old_segment,
                  o.tier_lock_id AS old_lock_id, o.tier_lock_reason AS old_lock_reason,
                  o.tier_lock_until AS old_lock_until,
                  o.quadrant_lock AS old_quadrant_lock,
                  o.quadrant_lock_reason AS old_quadrant_reason,
                  o.quadrant_lock_until AS old_quadrant_until,
                  o.lower_since AS old_lower_since,
                  o.tier_lock_id IS NOT NULL AND COALESCE(
                      o.tier_lock_until, 'infinity') >= %(as_of)s AS tier_locked,
                  o.quadrant_lock IS NOT NULL AND COALESCE(
                      o.quadrant_lock_until, 'infinity') >= %(as_of)s
                      AS quadrant_locked,
                  %(held)s AS held
             FROM classed c
             LEFT JOIN care_profile o
               ON o.partner_id = c.partner_id AND o.company_id = %(company)s""",
        as_of=settings.as_of,
        held=held_level(settings),
        company=settings.company_id,
    )


def held_level(settings):
    """SQL of the level that policy gave the profile `o` so far, locks aside."""
    return SQL(
        """array_position(%s::int[], CASE WHEN o.tier_lock_id IS NULL THEN o.tier_id
                                          ELSE o.tier_auto_id END)""",
        list(settings.tier_ids),
    )


def _settled(settings):
    """Promotion and demotion, then locks: what holds now, beside what held before."""
    return SQL(
        """SELECT n.*, CASE WHEN n.tier_locked THEN n.old_lock_id
                            ELSE %(tiers)s[n.new_level] END AS tier_id,
                  CASE WHEN n.tier_locked THEN %(tiers)s[n.new_level] END
                      AS tier_auto_id,
                  CASE WHEN n.quadrant_locked THEN n.old_quadrant_lock
                       ELSE n.computed_quadrant END AS quadrant
             FROM (SELECT b.*, CASE WHEN b.level > b.held AND NOT b.falls
                                    THEN b.held ELSE b.level END AS new_level
                     FROM (SELECT h.*, h.level > h.held AND %(falls)s AS falls
                             FROM held h) b) n""",
        tiers=SQL("(%s::int[])", list(settings.tier_ids)),
        falls=_falls(settings),
    )


def _falls(settings):
    """SQL of whether a customer with a lower computed tier loses the one it holds."""
    if not settings.monthly:
        return SQL("FALSE")
    below = SQL("TRUE")
    if settings.tier_method == "amount":
        unit = settings.contribution_unit * (1 - settings.hysteresis / 100)
        floors = [cut * unit for cut in settings.tier_cuts]
        below = SQL("h.contribution < (%s::float8[])[h.held]", floors)
    since = SQL("COALESCE(h.old_lower_since, %s::date)", settings.as_of)
    return SQL(
        """((%(year)s - date_part('year', %(since)s)) * 12
            + %(month)s - date_part('month', %(since)s) + 1 >= %(runs)s
            AND h.first_date < %(as_of)s::date - %(protect)s AND %(below)s)""",
        since=since,
        year=settings.as_of.year,
        month=settings.as_of.month,
        runs=settings.demotion_runs,
        as_of=settings.as_of,
        protect=settings.protect_days,
        below=below,
    )


def _lower_since(settings):
    """SQL of the first month end of the unbroken series below the tier that is held."""
    return SQL(
        """CASE WHEN t.held IS NULL OR t.level < t.held OR t.falls THEN NULL
                WHEN NOT %(monthly)s THEN t.old_lower_since
                WHEN t.level > t.held
                THEN COALESCE(t.old_lower_since, %(as_of)s::date) END""",
        monthly=settings.monthly,
        as_of=settings.as_of,
    )
