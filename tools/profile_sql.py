"""SQL that writes the scores of `score_sql` into profiles, change log and snapshots.

`care_refresh_change` is the temporary table of the profiles that must change: their
new columns, and beside them what the change log needs of the old ones.
"""

from odoo.tools import SQL

COLUMNS = [
    SQL.identifier(name)
    for name in (
        "user_id",
        "assigned_date",
        "contribution",
        "previous_contribution",
        "trend",
        "order_count",
        "average_order",
        "first_purchase_date",
        "last_purchase_date",
        "mean_interval_days",
        "stability",
        "is_unrated",
        "expected_contribution",
        "intention",
        "tier_id",
        "tier_auto_id",
        "tier_lock_id",
        "tier_lock_reason",
        "tier_lock_until",
        "quadrant",
        "quadrant_auto",
        "quadrant_lock",
        "quadrant_lock_reason",
        "quadrant_lock_until",
        "segment",
        "lower_since",
        "active",
    )
]


def changes(settings, scores, owners):
    """SELECT of the profiles that must change.

    `scores` is the statement of `score_sql.scores`; `owners` gives (partner_id,
    owner) of customers whose partner has no salesperson.
    """
    return SQL(
        """WITH owner AS MATERIALIZED (%(owners)s),
             score AS (%(scores)s),
             fresh AS (SELECT %(values)s
                         FROM score s
                         LEFT JOIN owner w ON w.partner_id = s.partner_id
                         LEFT JOIN care_profile o ON o.id = s.old_id)
        SELECT f.* FROM fresh f
          LEFT JOIN care_profile o ON o.id = f.old_id
         WHERE o.id IS NULL OR (%(new)s) IS DISTINCT FROM (%(old)s)""",
        owners=owners,
        scores=scores,
        values=_values(settings),
        new=SQL(", ").join([SQL("f.%s", column) for column in COLUMNS]),
        old=SQL(", ").join([SQL("o.%s", column) for column in COLUMNS]),
    )


def _values(settings):
    owner = SQL("COALESCE(s.salesperson_id, w.owner)")
    return SQL(
        """s.partner_id, s.old_id, s.old_tier_id, s.old_quadrant, s.old_segment,
           s.old_lock_id, s.old_quadrant_lock, s.tier_lock_over, s.quadrant_lock_over,
           s.held, s.level, s.falls, s.rank::int AS rank,
           CASE WHEN s.total > 0 THEN s.before / s.total END AS share_before,
           %(owner)s AS user_id, %(assigned)s AS assigned_date,
           s.contribution / %(contribution_unit)s AS contribution,
           s.previous_contribution / %(contribution_unit)s AS previous_contribution,
           CASE WHEN s.previous_revenue > 0
                THEN round((s.revenue / s.previous_revenue - 1) * 1e6) / 1e6 END AS trend,
           s.order_count,
           CASE WHEN s.order_count > 0
                THEN round(s.ordered / s.order_count) / %(unit)s END AS average_order,
           s.first_date AS first_purchase_date, s.last_date AS last_purchase_date,
           s.mean_interval AS mean_interval_days, s.stability, s.unrated AS is_unrated,
           s.expected AS expected_contribution, s.intention, s.tier_id, s.tier_auto_id,
           CASE WHEN s.tier_locked THEN o.tier_lock_id END AS tier_lock_id,
           CASE WHEN s.tier_locked THEN o.tier_lock_reason END AS tier_lock_reason,
           CASE WHEN s.tier_locked THEN o.tier_lock_until END AS tier_lock_until,
           s.quadrant_now AS quadrant,
           CASE WHEN s.quadrant_locked THEN s.quadrant END AS quadrant_auto,
           CASE WHEN s.quadrant_locked THEN o.quadrant_lock END AS quadrant_lock,
           CASE WHEN s.quadrant_locked THEN o.quadrant_lock_reason END AS quadrant_lock_reason,
           CASE WHEN s.quadrant_locked THEN o.quadrant_lock_until END AS quadrant_lock_until,
           s.segment, s.lower_since, TRUE AS active""",
        owner=owner,
        assigned=SQL(
            """CASE WHEN s.old_id IS NOT NULL AND %(owner)s IS NOT DISTINCT FROM o.user_id
                    THEN o.assigned_date
                    WHEN %(owner)s IS NOT NULL THEN %(as_of)s::date END""",
            owner=owner,
            as_of=settings.as_of,
        ),
        unit=settings.unit,
        contribution_unit=settings.contribution_unit,
    )


def upsert(settings):
    """INSERT of the rows of `care_refresh_change` into `care_profile`."""
    return SQL(
        """INSERT INTO care_profile (partner_id, company_id, %(columns)s)
           SELECT c.partner_id, %(company)s, %(values)s FROM care_refresh_change c
               ON CONFLICT (partner_id, company_id) DO UPDATE SET %(updates)s""",
        columns=SQL(", ").join(COLUMNS),
        company=settings.company_id,
        values=SQL(", ").join([SQL("c.%s", column) for column in COLUMNS]),
        updates=SQL(", ").join(
            [SQL("%s = EXCLUDED.%s", column, column) for column in COLUMNS]
        ),
    )


def log_changes(settings):
    """INSERT of what `care_refresh_change` changes in tier, quadrant and segment."""
    return SQL(
        """INSERT INTO care_profile_change
                  (partner_id, company_id, date, field, from_value, to_value, rule, rank,
                   contribution, share_before, stability, trend, recency_days,
                   expected_contribution, intention)
           SELECT c.partner_id, %(company)s, %(as_of)s::date, v.field, v.from_value,
                  v.to_value, v.rule, c.rank, c.contribution, c.share_before, c.stability,
                  c.trend, %(as_of)s::date - c.last_purchase_date,
                  c.expected_contribution, c.intention
             FROM (SELECT c.*, %(old_tier)s AS old_tier, %(tier)s AS tier,
                          %(old_lock)s AS old_lock
                     FROM care_refresh_change c) c
            CROSS JOIN LATERAL (VALUES
                  ('tier', c.old_tier, c.tier, %(tier_rule)s),
                  ('quadrant', c.old_quadrant, c.quadrant, %(quadrant_rule)s),
                  ('segment', c.old_segment, c.segment, %(segment_rule)s),
                  ('tier_lock', CASE WHEN c.tier_lock_over THEN c.old_lock END, NULL,
                   'expired'),
                  ('quadrant_lock', CASE WHEN c.quadrant_lock_over
                                         THEN c.old_quadrant_lock END, NULL, 'expired')
                  ) v(field, from_value, to_value, rule)
            WHERE v.from_value IS DISTINCT FROM v.to_value""",
        company=settings.company_id,
        as_of=settings.as_of,
        old_tier=_tier_name(settings, SQL("c.old_tier_id")),
        tier=_tier_name(settings, SQL("c.tier_id")),
        old_lock=_tier_name(settings, SQL("c.old_lock_id")),
        tier_rule=SQL(
            """CASE WHEN c.level IS NULL THEN 'gone' WHEN c.old_id IS NULL THEN 'first'
                    WHEN c.tier_lock_over THEN 'expired' WHEN c.held IS NULL THEN 'first'
                    WHEN c.level < c.held THEN 'rise' WHEN c.falls THEN 'fall'
                    ELSE 'rules' END"""
        ),
        quadrant_rule=SQL(
            """CASE WHEN c.quadrant_lock_over THEN 'expired'
                    WHEN c.old_quadrant IS NULL THEN 'first'
                    WHEN c.quadrant IS NULL THEN 'gone' ELSE 'rules' END"""
        ),
        segment_rule=SQL(
            """CASE WHEN c.old_segment IS NULL THEN 'first'
                    WHEN c.segment IS NULL THEN 'gone' ELSE 'rules' END"""
        ),
    )


def _tier_name(settings, tier):
    return SQL(
        "(%s::text[])[array_position(%s::int[], %s)]",
        list(settings.tier_names),
        list(settings.tier_ids),
        tier,
    )


def take_snapshot(settings):
    """INSERT of the month end's picture of all active profiles, replacing an earlier one."""
    return SQL(
        """INSERT INTO care_profile_snapshot
                  (partner_id, company_id, date, tier_id, quadrant, segment, contribution,
                   stability, user_id)
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
                  IS DISTINCT FROM (EXCLUDED.tier_id, EXCLUDED.quadrant, EXCLUDED.segment,
                   EXCLUDED.contribution, EXCLUDED.stability, EXCLUDED.user_id)""",
        as_of=settings.as_of,
        company=settings.company_id,
    )


def archive(settings):
    """UPDATE of profiles whose partner was archived: out of ranks, history kept."""
    return SQL(
        """UPDATE care_profile o SET active = FALSE
             FROM res_partner p
            WHERE p.id = o.partner_id AND o.company_id = %s AND o.active AND NOT p.active""",
        settings.company_id,
    )


def remove_strays(settings):
    """DELETE of profiles that nothing calls for any more."""
    return SQL(
        """DELETE FROM care_profile o
            USING res_partner p
            WHERE p.id = o.partner_id AND o.company_id = %(company)s
              AND (p.commercial_partner_id <> p.id
                   OR p.id IN (SELECT c.partner_id FROM res_company c)
                   OR o.active AND NOT EXISTS (
                       SELECT FROM care_refresh_measure m WHERE m.partner_id = o.partner_id)
                      AND NOT EXISTS (
                       SELECT FROM care_refresh_lead l WHERE l.partner_id = o.partner_id))""",
        company=settings.company_id,
    )
