"""SQL of the ledger of warnings: what a signal shows is claimed, followed, closed."""

from odoo.tools import SQL

# what follows the signal while a warning lives
FOLLOWED = (
    "level",
    "facts",
    "at_stake",
    "tier_id",
    "user_id",
    "auto_user_id",
    "state",
    "snooze_until",
    "gone_since",
    "closed_date",
    "close_reason",
    "is_live",
)
_NAMES = SQL(", ").join([SQL.identifier(name) for name in FOLLOWED])


def seen(signal):
    """SELECT of what a signal shows, one row per customer."""
    return SQL(
        """SELECT DISTINCT ON (s.partner_id) s.partner_id, s.level, s.facts
             FROM (%s) s(partner_id, level, facts)
            WHERE s.partner_id IS NOT NULL
            ORDER BY s.partner_id, s.level DESC""",
        signal,
    )


def excluded(queries):
    """SELECT of the customers about whom nothing is raised."""
    return SQL(" UNION ").join(
        [
            SQL("SELECT NULL::int AS partner_id WHERE FALSE"),
            *(SQL("SELECT x.partner_id FROM (%s) x", query) for query in queries),
        ]
    )


def claim(settings):
    """INSERT of warnings that nobody raised yet; reads `care_risk_seen` and
    `care_risk_excluded`."""
    return SQL(
        """INSERT INTO care_risk
                  (partner_id, company_id, kind, reason, level, facts, at_stake,
                   tier_id, user_id, auto_user_id, plan_id, state, is_live, first_seen,
                   create_uid, create_date, write_uid, write_date)
           SELECT s.partner_id, %(company)s, %(kind)s, %(reason)s, s.level, s.facts,
                  COALESCE(f.contribution, 0), f.tier_id, %(owner)s, %(owner)s,
                  %(plan)s, 'open', TRUE, %(today)s, %(uid)s, %(now)s, %(uid)s, %(now)s
             FROM care_risk_seen s
             JOIN care_profile f
                  ON f.partner_id = s.partner_id AND f.company_id = %(company)s
             LEFT JOIN res_users u ON u.id = f.user_id
            WHERE NOT %(over)s AND f.first_purchase_date IS NOT NULL
              AND NOT EXISTS (SELECT FROM care_risk o
                               WHERE o.partner_id = s.partner_id AND o.is_live
                                 AND o.company_id = %(company)s
                                 AND o.reason = %(reason)s)
            ORDER BY s.partner_id
               ON CONFLICT DO NOTHING RETURNING id""",
        owner=_owner(settings),
        over=SQL("(%s) IS NOT NULL", _over()),
        **_plain(settings),
    )


def _plain(settings):
    names = ("company", "kind", "reason", "plan", "today", "uid", "now")
    return {name: settings[name] for name in names}


def _owner(settings):
    """SQL of who is told: the salesperson `u` of profile `f`, else the head."""
    return SQL(
        "(CASE WHEN u.active THEN u.id ELSE %s END)", settings["head"] or SQL("NULL")
    )


def _over():
    """SQL of why there is nothing to warn of any more for profile `f`, or NULL."""
    return SQL(
        """CASE WHEN f.active IS NOT TRUE THEN 'archived'
                WHEN f.segment = 'lost' OR EXISTS (
                     SELECT FROM care_risk_excluded x
                      WHERE x.partner_id = f.partner_id) THEN 'lost' END"""
    )


def follow(settings):
    """UPDATE of the living warnings of one reason, where something changed.

    A warning put off or closed by hand comes back when it gets worse; one whose signal
    is gone ends after some calm days.
    """
    return SQL(
        """UPDATE care_risk r
              SET (%(names)s, write_uid, write_date) = (%(new)s, %(uid)s, %(now)s)
             FROM (%(wanted)s) n
            WHERE r.id = n.id AND (%(new)s) IS DISTINCT FROM (%(old)s)""",
        names=_NAMES,
        new=SQL(", ").join([SQL("n.%s", SQL.identifier(name)) for name in FOLLOWED]),
        old=SQL(", ").join([SQL("r.%s", SQL.identifier(name)) for name in FOLLOWED]),
        uid=settings["uid"],
        now=settings["now"],
        wanted=_wanted(settings),
    )


def _wanted(settings):
    """SELECT of the living warnings as they should be."""
    return SQL(
        """SELECT l.id,
                  CASE WHEN l.level IS NULL THEN l.old_level
                       WHEN l.state = 'open' OR l.level > l.old_level THEN l.level
                       ELSE l.old_level END AS level,
                  CASE WHEN l.still_closed THEN l.old_facts
                       ELSE COALESCE(l.facts, l.old_facts) END AS facts,
                  CASE WHEN l.still_closed THEN l.old_at_stake
                       ELSE l.at_stake END AS at_stake,
                  CASE WHEN l.still_closed THEN l.old_tier_id
                       ELSE l.tier_id END AS tier_id,
                  CASE WHEN l.owner IS DISTINCT FROM l.auto_user_id THEN l.owner
                       ELSE l.user_id END AS user_id,
                  l.owner AS auto_user_id, l.new_state AS state,
                  CASE WHEN l.new_state = 'snoozed' THEN l.snooze_until END
                      AS snooze_until,
                  CASE WHEN l.level IS NULL
                       THEN COALESCE(l.gone_since, %(today)s) END AS gone_since,
                  CASE WHEN l.new_state = 'closed'
                       THEN COALESCE(l.closed_date, %(today)s) END AS closed_date,
                  CASE WHEN l.new_state = 'closed'
                       THEN COALESCE(l.close_reason, l.ending) END AS close_reason,
                  l.ending IS NULL AS is_live
             FROM (SELECT k.*, k.new_state = 'closed' AND k.state = 'closed'
                               AS still_closed
                     FROM (%(judged)s) k) l""",
        today=SQL("%s::date", settings["today"]),
        judged=_judged(settings),
    )


def _judged(settings):
    """SELECT of the living warnings beside what is seen now, and their next state."""
    return SQL(
        """SELECT j.*, CASE WHEN j.ending IS NOT NULL THEN 'closed'
                            WHEN j.state <> 'open' AND j.level > j.old_level THEN 'open'
                            WHEN j.state = 'snoozed' AND j.snooze_until <= %(today)s
                            THEN 'open' ELSE j.state END AS new_state
             FROM (SELECT o.id, o.level AS old_level, o.facts AS old_facts,
                          o.at_stake AS old_at_stake, o.tier_id AS old_tier_id,
                          o.user_id, o.auto_user_id, o.state, o.snooze_until,
                          o.gone_since, o.closed_date, o.close_reason, s.level, s.facts,
                          COALESCE(f.contribution, 0) AS at_stake, f.tier_id,
                          %(owner)s AS owner, %(ending)s AS ending
                     FROM care_risk o
                     LEFT JOIN care_risk_seen s ON s.partner_id = o.partner_id
                     LEFT JOIN care_profile f
                          ON f.partner_id = o.partner_id AND f.company_id = o.company_id
                     LEFT JOIN res_users u ON u.id = f.user_id
                    WHERE o.company_id = %(company)s AND o.reason = %(reason)s
                      AND o.is_live) j""",
        today=SQL("%s::date", settings["today"]),
        owner=_owner(settings),
        ending=_ending(settings),
        company=settings["company"],
        reason=settings["reason"],
    )


def _ending(settings):
    """SQL of why a living warning ends now, or NULL."""
    off = "off" if settings["off"] else None
    return SQL(
        """COALESCE(%(off)s::text, %(over)s,
                    CASE WHEN s.partner_id IS NULL
                          AND %(today)s::date - COALESCE(o.gone_since, %(today)s)
                              >= %(calm)s THEN 'gone' END)""",
        off=off,
        over=_over(),
        today=SQL("%s::date", settings["today"]),
        calm=settings["calm_days"],
    )


def unstarted(company_id):
    """SELECT of the warnings whose plan the job has to start."""
    return SQL(
        """SELECT r.id FROM care_risk r
             JOIN care_policy p ON p.company_id = r.company_id
             JOIN care_risk_signal s ON s.policy_id = p.id AND s.code = r.reason
             JOIN res_users u ON u.id = r.user_id AND u.active
             LEFT JOIN care_tier t ON t.id = r.tier_id
            WHERE r.company_id = %s AND p.risk_active AND r.is_live
              AND r.state = 'open' AND r.gone_since IS NULL
              AND r.first_seen >= p.risk_since
              AND r.plan_id IS NOT NULL AND r.plan_date IS NULL AND s.starts_plan
              AND (t.is_key OR NOT s.only_key)
            ORDER BY r.at_stake DESC, r.id""",
        company_id,
    )
