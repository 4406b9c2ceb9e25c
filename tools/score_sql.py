"""SQL that turns measures into ranks, tiers, quadrants and segments.

Reads the temporary tables `care_refresh_measure` (see `measure_sql`) and
`care_refresh_lead` (see `CarePolicy._care_prospects`) and the profiles as they are;
gives the profiles as they should be, with the old values that the log needs.
"""

from odoo.tools import SQL

from . import cut_sql, segment_sql
from .profile_columns import COLUMNS, OLD

MEASURES = "care_refresh_measure"


def scores(settings, signals, among=None):
    """SELECT of the wanted profiles of one company beside what they are: a row without
    `partner_id` is a profile that nobody calls for, one without `old_id` is new.

    `signals` is named SQL (partner_id, signal); `among` gives the customers looked at
    where these are not all: then the table `care_refresh_rank` knows their places.
    """
    return SQL(
        """%(steps)s
        SELECT t.*, %(segment)s AS segment, %(lower_since)s AS lower_since
          FROM settled t LEFT JOIN signal s USING (partner_id)""",
        steps=steps(settings, signals, among),
        segment=segment_sql.segment(settings),
        lower_since=_lower_since(settings),
    )


def steps(settings, signals, among=None):
    """WITH clause of `scores`: what holds in `settled`, what decides in `signal`."""
    return SQL(
        """WITH signal AS MATERIALIZED (%(signals)s),
             prospect AS MATERIALIZED (%(prospects)s),
             cut AS MATERIALIZED (%(cuts)s),
             classed AS (%(classed)s),
             held AS (%(held)s),
             settled AS (%(settled)s)""",
        signals=segment_sql.merged_signals(signals),
        prospects=_prospects(),
        cuts=cut_sql.cuts_among_all(settings)
        if among
        else cut_sql.cuts(settings, MEASURES),
        classed=_classed(settings, _ranked_among_all() if among else _ranked()),
        held=_held(settings, among),
        settled=_settled(settings),
    )


def _ranked():
    """SELECT of the measures with the place of each customer: rank of its tie group,
    sum of all contributions before the group."""
    return SQL(
        """SELECT *, rank() OVER place AS rank,
                  COALESCE(sum(greatest(contribution, 0)) OVER place, 0) AS before
             FROM care_refresh_measure
           WINDOW place AS (ORDER BY contribution DESC
                            GROUPS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)"""
    )


def _ranked_among_all():
    return SQL(
        """SELECT m.*, r.rank, r.before FROM care_refresh_measure m
             JOIN care_refresh_rank r USING (partner_id)"""
    )


def _prospects():
    """SELECT of those of `care_refresh_lead` that have no purchase, are active and none
    of the user's companies: looking each up is cheap where there are few."""
    return SQL(
        """SELECT l.* FROM (
               SELECT l.* FROM care_refresh_lead l
                WHERE l.called AND NOT EXISTS (SELECT FROM care_refresh_measure m
                                                WHERE m.partner_id = l.partner_id)
               OFFSET 0) l
            WHERE (SELECT p.active FROM res_partner p WHERE p.id = l.partner_id)
              AND l.partner_id NOT IN (SELECT o.partner_id FROM res_company o)"""
    )


def _classed(settings, ranked):
    """Customers and prospects with computed tier level and quadrant."""
    return SQL(
        """SELECT m.partner_id, m.salesperson_id, m.contribution,
                  m.previous_contribution, m.trend, m.order_count, m.average_order,
                  m.first_date, m.last_date, m.revenue, m.mean_interval, m.stability,
                  m.unrated, greatest(m.latest_order, l.latest) AS latest,
                  m.rank::int AS rank,
                  m.before / NULLIF(%(total)s, 0) AS share_before,
                  l.expected, l.intention, %(level)s AS level,
                  CASE WHEN m.unrated THEN NULL
                       WHEN %(high)s AND m.stability >= %(stable)s THEN 'e1'
                       WHEN %(high)s THEN 'e2'
                       WHEN m.stability >= %(stable)s THEN 'e3'
                       ELSE 'e4' END AS computed_quadrant
             FROM (%(ranked)s) m
             LEFT JOIN care_refresh_lead l USING (partner_id)
           UNION ALL
           %(prospects)s""",
        total=cut_sql.line("total"),
        level=cut_sql.level(settings),
        high=cut_sql.high(settings),
        stable=cut_sql.line("stability"),
        ranked=ranked,
        prospects=_classed_prospects(settings),
    )


def _classed_prospects(settings):
    """SELECT of prospects with their quadrant, in the columns of customers."""
    return SQL(
        """SELECT l.partner_id,
                  (SELECT p.user_id FROM res_partner p WHERE p.id = l.partner_id),
                  NULL, NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL, NULL, FALSE,
                  l.latest, NULL, NULL, l.expected, l.intention, NULL,
                  CASE WHEN l.expected IS NULL THEN NULL
                       WHEN l.expected >= %(expected)s AND l.intention >= %(cut)s
                       THEN 'p1'
                       WHEN l.expected >= %(expected)s THEN 'p2'
                       WHEN l.intention >= %(cut)s THEN 'p3'
                       ELSE 'p4' END
             FROM prospect l""",
        expected=cut_sql.line("expected"),
        cut=settings.intention_cut,
    )


def _held(settings, among):
    """Computed classes joined with the profile of before; `OFFSET 0` lets the level
    that was held be looked up once."""
    return SQL(
        """SELECT c.*, o.id AS old_id, o.partner_id AS old_partner_id, %(old)s,
                  o.tier_lock_id IS NOT NULL AND COALESCE(
                      o.tier_lock_until, 'infinity') >= %(as_of)s AS tier_locked,
                  o.quadrant_lock IS NOT NULL AND COALESCE(
                      o.quadrant_lock_until, 'infinity') >= %(as_of)s
                      AS quadrant_locked,
                  %(held)s AS held
             FROM classed c
             FULL JOIN (SELECT * FROM care_profile
                         WHERE company_id = %(company)s %(among)s) o
                  ON o.partner_id = c.partner_id
           OFFSET 0""",
        old=SQL(", ").join(
            [SQL("o.%s AS %s", *pair) for pair in zip(COLUMNS, OLD, strict=True)]
        ),
        as_of=settings.as_of,
        held=held_level(settings),
        company=settings.company_id,
        among=SQL("AND partner_id IN (%s)", among) if among else SQL(""),
    )


def held_level(settings):
    """SQL of the level that policy gave the profile `o` so far, locks aside."""
    return level_of(settings, held_tier())


def held_tier():
    """SQL of the tier that policy gave the profile `o` so far, locks aside."""
    return SQL(
        "CASE WHEN o.tier_lock_id IS NULL THEN o.tier_id ELSE o.tier_auto_id END"
    )


def level_of(settings, tier):
    """SQL of the level of a tier."""
    return SQL("array_position(%s::int[], %s)", list(settings.tier_ids), tier)


def _settled(settings):
    """Promotion and demotion, then locks: what holds now, beside what held before."""
    return SQL(
        """SELECT n.*, CASE WHEN n.tier_locked THEN n.old_tier_lock_id
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
        below=below_tolerance(settings),
    )


def below_tolerance(settings):
    """SQL of whether nothing forgives a row `h` that it is below the tier it holds."""
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
                WHEN t.level > t.held
                THEN COALESCE(t.old_lower_since, %(as_of)s::date) END""",
        monthly=settings.monthly,
        as_of=settings.as_of,
    )
