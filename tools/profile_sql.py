"""SQL that writes the scores of `score_sql` into profiles, change log and snapshots.

`care_refresh_change` is the temporary table of the profiles that must change: their
new columns, and beside them what the change log needs of the old ones.
"""

from odoo.tools import SQL

from .profile_columns import COLUMNS, OLD


def changes(settings, scores):
    """SELECT of the profiles that must change: `scores` is that of `score_sql.scores`.

    `OFFSET 0` lets values be computed once, and then compared and written.
    """
    return SQL(
        """SELECT f.partner_id, %(columns)s, f.held, f.level, f.falls, f.rank,
                  f.share_before, f.ended_lock_id, f.ended_quadrant_lock, f.old_id,
                  f.old_tier_id, f.old_quadrant, f.old_segment,
                  f.partner_id IS NULL AS stray
             FROM (SELECT %(values)s, s.old_id, s.old_partner_id, %(old)s
                     FROM (%(scores)s) s OFFSET 0) f
            WHERE CASE WHEN f.old_id IS NULL THEN TRUE
                       WHEN f.partner_id IS NULL THEN %(stray)s
                       ELSE (%(columns)s) IS DISTINCT FROM (%(old)s) END""",
        scores=scores,
        stray=_stray(),
        values=_values(settings),
        columns=SQL(", ").join(COLUMNS),
        old=SQL(", ").join(OLD),
    )


def _stray():
    """SQL of whether a profile that was not scored changes: archived ones stay."""
    return SQL(
        """(f.old_active OR NOT EXISTS (SELECT FROM res_partner p
                                         WHERE p.id = f.old_partner_id
                                           AND p.commercial_partner_id = p.id))"""
    )


def owner(row):
    """SQL of the owner of a row of `score_sql`: the salesperson, else the user of the
    latest order or opportunity, see `CarePolicy._latest`."""
    return SQL(
        "COALESCE(%s.salesperson_id, (%s.latest & 2147483647)::int)",
        *[SQL.identifier(row)] * 2,
    )


def _values(settings):
    return SQL(
        """partner_id, s.held, s.level, s.falls, s.rank, s.share_before,
           CASE WHEN NOT s.tier_locked THEN s.old_tier_lock_id END AS ended_lock_id,
           CASE WHEN NOT s.quadrant_locked THEN s.old_quadrant_lock END
               AS ended_quadrant_lock,
           %(owner)s AS user_id,
           CASE WHEN s.old_id IS NOT NULL
                     AND %(owner)s IS NOT DISTINCT FROM s.old_user_id
                THEN s.old_assigned_date
                WHEN %(owner)s IS NOT NULL THEN %(as_of)s::date END AS assigned_date,
           s.contribution / %(unit)s AS contribution,
           s.previous_contribution / %(unit)s AS previous_contribution,
           s.trend, s.order_count, s.average_order, s.first_date AS first_purchase_date,
           s.last_date AS last_purchase_date, s.mean_interval AS mean_interval_days,
           s.stability, s.unrated AS is_unrated, s.expected AS expected_contribution,
           s.intention, s.tier_id, s.tier_auto_id, %(locks)s, s.quadrant,
           CASE WHEN s.quadrant_locked THEN s.computed_quadrant END AS quadrant_auto,
           s.segment, s.lower_since, TRUE AS active""",
        owner=owner("s"),
        as_of=settings.as_of,
        unit=settings.contribution_unit,
        locks=SQL(
            """CASE WHEN s.tier_locked THEN s.old_tier_lock_id END AS tier_lock_id,
               CASE WHEN s.tier_locked THEN s.old_tier_lock_reason END
                   AS tier_lock_reason,
               CASE WHEN s.tier_locked THEN s.old_tier_lock_until END
                   AS tier_lock_until,
               CASE WHEN s.quadrant_locked THEN s.old_quadrant_lock END
                   AS quadrant_lock,
               CASE WHEN s.quadrant_locked THEN s.old_quadrant_lock_reason END
                   AS quadrant_lock_reason,
               CASE WHEN s.quadrant_locked THEN s.old_quadrant_lock_until END
                   AS quadrant_lock_until"""
        ),
    )


def insert(settings):
    """INSERT of the new profiles of `care_refresh_change`."""
    return SQL(
        """INSERT INTO care_profile (partner_id, company_id, %(columns)s)
           SELECT c.partner_id, %(company)s, %(values)s
             FROM care_refresh_change c WHERE c.old_id IS NULL AND NOT c.stray""",
        columns=SQL(", ").join(COLUMNS),
        company=settings.company_id,
        values=SQL(", ").join([SQL("c.%s", column) for column in COLUMNS]),
    )


def update():
    """UPDATE of the changed profiles of `care_refresh_change`."""
    return SQL(
        """UPDATE care_profile o SET %s
             FROM care_refresh_change c WHERE o.id = c.old_id AND NOT c.stray""",
        SQL(", ").join([SQL("%s = c.%s", column, column) for column in COLUMNS]),
    )


def archive_strays():
    """UPDATE of the profiles whose partner was archived: out of ranks, history kept."""
    return SQL(
        """UPDATE care_profile o SET active = FALSE
             FROM care_refresh_change c, res_partner p
            WHERE o.id = c.old_id AND c.stray AND p.id = o.partner_id
              AND p.commercial_partner_id = p.id AND NOT p.active"""
    )


def remove_strays():
    """DELETE of the profiles that nothing calls for any more."""
    return SQL(
        """DELETE FROM care_profile o USING care_refresh_change c
            WHERE o.id = c.old_id AND c.stray AND (o.active OR NOT EXISTS (
                  SELECT FROM res_partner p
                   WHERE p.id = o.partner_id AND p.commercial_partner_id = p.id))"""
    )


def remove_stray_events():
    """DELETE of the history of contacts that were deleted behind Odoo's back."""
    return SQL(
        """DELETE FROM care_profile_event e
            WHERE NOT EXISTS (SELECT FROM res_partner p WHERE p.id = e.partner_id)"""
    )


def log_changes(settings):
    """INSERT of what `care_refresh_change` changes in tier, quadrant and segment."""
    return SQL(
        """INSERT INTO care_profile_event
                  (partner_id, company_id, date, tier_rule, old_tier, tier,
                   quadrant_rule, old_quadrant, quadrant, segment_rule, old_segment,
                   segment, ended_tier_lock, ended_quadrant_lock, rank, contribution,
                   share_before, stability, trend, recency_days, expected_contribution,
                   intention)
           SELECT c.partner_id, %(company)s, %(as_of)s::date, %(tier_rule)s,
                  %(old_tier)s, %(tier)s, %(quadrant_rule)s, c.old_quadrant, c.quadrant,
                  %(segment_rule)s, c.old_segment, c.segment, %(ended_lock)s,
                  c.ended_quadrant_lock, c.rank, c.contribution, c.share_before,
                  c.stability, c.trend, %(as_of)s::date - c.last_purchase_date,
                  c.expected_contribution, c.intention
             FROM care_refresh_change c
            WHERE NOT c.stray
              AND ((c.old_tier_id, c.old_quadrant, c.old_segment)
                   IS DISTINCT FROM (c.tier_id, c.quadrant, c.segment)
                   OR c.ended_lock_id IS NOT NULL OR c.ended_quadrant_lock IS NOT NULL)
           """,
        company=settings.company_id,
        as_of=settings.as_of,
        old_tier=_tier_name(settings, SQL("c.old_tier_id")),
        tier=_tier_name(settings, SQL("c.tier_id")),
        ended_lock=_tier_name(settings, SQL("c.ended_lock_id")),
        tier_rule=SQL(
            """CASE WHEN c.old_tier_id IS NOT DISTINCT FROM c.tier_id THEN NULL
                    WHEN c.ended_lock_id IS NOT NULL THEN 'expired'
                    WHEN c.tier_id IS NULL THEN 'gone'
                    WHEN c.held IS NULL THEN 'first'
                    WHEN c.level < c.held THEN 'rise' WHEN c.falls THEN 'fall'
                    ELSE 'rules' END"""
        ),
        quadrant_rule=_class_rule("quadrant"),
        segment_rule=_class_rule("segment"),
    )


def log_gone(settings):
    """INSERT of the classes of the profiles that `remove_strays` removes for want of
    purchases and opportunities, not those of merged or moved contacts."""
    return SQL(
        """INSERT INTO care_profile_event
                  (partner_id, company_id, date, tier_rule, old_tier, quadrant_rule,
                   old_quadrant, segment_rule, old_segment)
           SELECT o.partner_id, o.company_id, %(as_of)s::date,
                  CASE WHEN c.old_tier_id IS NOT NULL THEN 'gone' END, %(tier)s,
                  CASE WHEN c.old_quadrant IS NOT NULL THEN 'gone' END, c.old_quadrant,
                  CASE WHEN c.old_segment IS NOT NULL THEN 'gone' END, c.old_segment
             FROM care_refresh_change c
             JOIN care_profile o ON o.id = c.old_id
             JOIN res_partner p ON p.id = o.partner_id
            WHERE c.stray AND p.active AND p.commercial_partner_id = p.id
              AND NOT EXISTS (SELECT FROM res_company b WHERE b.partner_id = p.id)
              AND COALESCE(c.old_tier_id::text, c.old_quadrant, c.old_segment)
                  IS NOT NULL""",
        as_of=settings.as_of,
        tier=_tier_name(settings, SQL("c.old_tier_id")),
    )


def _class_rule(name):
    ended = SQL("WHEN c.ended_quadrant_lock IS NOT NULL THEN 'expired'")
    return SQL(
        """CASE WHEN %(old)s IS NOT DISTINCT FROM %(new)s THEN NULL %(ended)s
                WHEN %(old)s IS NULL THEN 'first' WHEN %(new)s IS NULL THEN 'gone'
                ELSE 'rules' END""",
        old=SQL.identifier("c", f"old_{name}"),
        new=SQL.identifier("c", name),
        ended=ended if name == "quadrant" else SQL(""),
    )


def _tier_name(settings, tier):
    return SQL(
        "(%s::text[])[array_position(%s::int[], %s)]",
        list(settings.tier_names),
        list(settings.tier_ids),
        tier,
    )


def take_snapshot(settings):
    """INSERT of the picture of all active profiles at a month end."""
    return SQL(
        """INSERT INTO care_profile_snapshot
                  (partner_id, company_id, date, tier_id, quadrant, segment,
                   contribution, stability, user_id)
           SELECT p.partner_id, p.company_id, %(as_of)s::date, p.tier_id, p.quadrant,
                  p.segment, p.contribution, p.stability, p.user_id
             FROM care_profile p
            WHERE p.company_id = %(company)s AND p.active
               ON CONFLICT (company_id, date, partner_id) DO UPDATE
              SET tier_id = EXCLUDED.tier_id, quadrant = EXCLUDED.quadrant,
                  segment = EXCLUDED.segment, contribution = EXCLUDED.contribution,
                  stability = EXCLUDED.stability, user_id = EXCLUDED.user_id
            WHERE (care_profile_snapshot.tier_id, care_profile_snapshot.quadrant,
                   care_profile_snapshot.segment, care_profile_snapshot.contribution,
                   care_profile_snapshot.stability, care_profile_snapshot.user_id)
                  IS DISTINCT FROM (EXCLUDED.tier_id, EXCLUDED.quadrant,
                   EXCLUDED.segment, EXCLUDED.contribution,
                   EXCLUDED.stability, EXCLUDED.user_id)""",
        as_of=settings.as_of,
        company=settings.company_id,
    )
