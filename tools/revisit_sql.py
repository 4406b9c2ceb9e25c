"""SQL of planned contacts: what each customer needs, and what is planned for it."""

from odoo.tools import SQL

# columns of `to_do`, in order
ROW = (
    "partner_id cadence_id requirement role user_id ideal_days max_days sequence "
    "base touch_id touch_day open_id old_cadence_id old_sequence old_base old_due "
    "old_user_id is_new was_new number count"
).split()


def to_do(settings, partner_ids=None):
    """SELECT of requirements for which nothing or something else is planned: `ROW`."""
    return SQL(
        """WITH %(wanted)s
           SELECT w.partner_id, w.cadence_id, w.requirement, w.role, w.user_id,
                  w.ideal_days, w.max_days, w.sequence, w.base, w.touch_id,
                  w.touch_day, o.id, o.cadence_id, t.sequence, o.base_date,
                  o.due_date, o.user_id, w.is_new, o.is_first, w.number, w.count
             FROM wanted w
             LEFT JOIN care_revisit o
                    ON o.partner_id = w.partner_id AND o.company_id = %(company)s
                   AND o.requirement = w.requirement AND o.state = 'planned'
             LEFT JOIN care_cadence d ON d.id = o.cadence_id
             LEFT JOIN care_tier t ON t.id = d.tier_id
            WHERE (w.cadence_id, w.base, w.user_id, w.ideal_days, w.max_days, w.is_new)
                  IS DISTINCT FROM (o.cadence_id, o.base_date, o.user_id, o.ideal_days,
                                    o.max_days, o.is_first IS TRUE)
            ORDER BY w.partner_id, w.requirement""",
        wanted=wanted(settings, partner_ids),
        company=settings["company_id"],
    )


def obsolete(settings, partner_ids=None):
    """SELECT of planned contacts (id, reason code) that nobody requires any more."""
    return SQL(
        """WITH %(wanted)s
           SELECT o.id, COALESCE(
                      CASE WHEN p.care_deceased THEN 'deceased'
                           WHEN NOT p.active THEN 'archived' END,
                      (SELECT min(x.code) FROM excluded x WHERE x.partner_id = p.id),
                      (SELECT 'nobody' FROM required r
                        WHERE r.partner_id = p.id AND r.requirement = o.requirement),
                      'ended')
             FROM care_revisit o
             JOIN res_partner p ON p.id = o.partner_id
            WHERE o.company_id = %(company)s AND o.state = 'planned' AND %(among)s
              AND NOT EXISTS (SELECT FROM wanted w WHERE w.partner_id = o.partner_id
                                 AND w.requirement = o.requirement)
            ORDER BY o.id""",
        wanted=wanted(settings, partner_ids),
        company=settings["company_id"],
        among=_among(SQL("o.partner_id"), partner_ids),
    )


def wanted(settings, partner_ids=None):
    """CTE `wanted`: a row per customer and requirement, with who is in charge, the day
    from which is counted, and its number among customers never contacted."""
    return SQL(
        """excluded AS (%(excluded)s),
           required AS (%(required)s),
           counted AS (%(counted)s),
           wanted AS (
               SELECT c.*, row_number() OVER n - 1 AS number,
                      count(*) OVER (PARTITION BY c.user_id, c.cadence_id, c.is_new)
                 FROM counted c
               WINDOW n AS (PARTITION BY c.user_id, c.cadence_id, c.is_new
                            ORDER BY c.contribution DESC NULLS LAST, c.partner_id))""",
        excluded=_excluded(settings),
        required=_required(settings, partner_ids),
        counted=_counted(settings),
    )


def _excluded(settings):
    """SELECT (partner_id, code) of customers with whom nothing is planned, and why."""
    return SQL(" UNION ALL ").join(
        [
            SQL("SELECT NULL::int AS partner_id, NULL::text AS code WHERE FALSE"),
            *(
                SQL("SELECT x.partner_id, %s FROM (%s) x", code, query)
                for code, query in settings["excluded"].items()
            ),
        ]
    )


def _required(settings, partner_ids):
    """SELECT of what the tier or quadrant of each customer asks for, and of whom."""
    return SQL(
        """SELECT DISTINCT ON (f.partner_id, l.requirement)
                  f.partner_id, f.contribution, f.assigned_date, l.id AS cadence_id,
                  l.requirement, l.role, g.sequence, %(user)s AS user_id,
                  CASE WHEN %(own)s THEN p.care_frequency_days
                       ELSE l.ideal_days END AS ideal_days,
                  CASE WHEN %(own)s
                       THEN p.care_frequency_days + l.max_days - l.ideal_days
                       ELSE l.max_days END AS max_days
             FROM care_profile f
             JOIN res_partner p ON p.id = f.partner_id
             JOIN care_cadence l ON l.company_id = f.company_id AND l.active
                  AND (l.tier_id = f.tier_id OR l.quadrant = f.quadrant)
             LEFT JOIN care_tier g ON g.id = l.tier_id
             LEFT JOIN res_users o ON o.id = f.user_id
            WHERE f.company_id = %(company)s AND f.active AND p.active
              AND p.care_deceased IS NOT TRUE AND %(among)s
              AND NOT EXISTS (SELECT FROM excluded x WHERE x.partner_id = p.id)
            ORDER BY f.partner_id, l.requirement, l.ideal_days, l.id""",
        user=_user(settings),
        own=SQL("p.care_frequency_days > 0 AND l.requirement = 'account_manager:'"),
        company=settings["company_id"],
        among=_among(SQL("f.partner_id"), partner_ids),
    )


def _counted(settings):
    """SELECT of the day from which is counted for each row of `required`."""
    return SQL(
        """SELECT r.*, t.id AS touch_id, t.day AS touch_day,
                  COALESCE(GREATEST(t.day, s.day), r.assigned_date,
                           %(today)s::date) AS base,
                  t.day IS NULL AND s.day IS NULL AS is_new
             FROM required r
             JOIN res_users u ON u.id = r.user_id AND u.active
             LEFT JOIN LATERAL (%(touch)s) t ON TRUE
             LEFT JOIN LATERAL (
                  SELECT max(k.done_date) AS day FROM care_revisit k
                   WHERE k.partner_id = r.partner_id AND k.company_id = %(company)s
                     AND k.requirement = r.requirement AND k.state = 'skipped'
                  ) s ON TRUE""",
        company=settings["company_id"],
        today=settings["today"],
        touch=_last_touch(settings),
    )


def _user(settings):
    """SQL of who is in charge of a requirement `l` of a profile `f` of the owner `o`.

    For an owner who has left, the deputy stands in, else the leader of the team.
    """
    leader, backup = _leader(), _member(SQL("'backup'"), settings)
    return SQL(
        """CASE l.role
           WHEN 'account_manager' THEN CASE WHEN o.active IS NOT FALSE THEN f.user_id
                                            ELSE COALESCE(%(backup)s, %(leader)s) END
           WHEN 'key_account_head' THEN %(head)s
           WHEN 'supervisor' THEN %(leader)s
           ELSE %(member)s END""",
        backup=backup,
        leader=leader,
        head=settings["head_id"] or None,
        member=_member(SQL("l.role"), settings),
    )


def _leader():
    """SQL of the leader of the sales team that the owner is in, or was in last."""
    return SQL(
        """(SELECT x.user_id FROM crm_team_member m
              JOIN crm_team x ON x.id = m.crm_team_id AND x.active
              JOIN res_users y ON y.id = x.user_id AND y.active
             WHERE m.user_id = f.user_id AND (m.active OR o.active IS FALSE)
               AND (x.company_id IS NULL OR x.company_id = f.company_id)
             ORDER BY m.active DESC, m.id LIMIT 1)"""
    )


def _member(role, settings):
    """SQL of who has a role in the team of the customer."""
    return SQL(
        """(SELECT m.user_id FROM care_team_member m
              JOIN res_users y ON y.id = m.user_id AND y.active
             WHERE m.partner_id = f.partner_id AND m.company_id = f.company_id
               AND m.role = %(role)s AND m.date_from <= %(today)s
             ORDER BY m.date_from DESC, m.id DESC LIMIT 1)""",
        role=role,
        today=settings["today"],
    )


def _last_touch(settings):
    """SELECT of the last contact that counts for a requirement `r`.

    An account manager's customer may talk to any of us; who has another role has to
    be in contact himself, unless a substitute did it for him.
    """
    return SQL(
        """SELECT t.id, (t.date AT TIME ZONE 'UTC' AT TIME ZONE %(zone)s)::date AS day
             FROM care_touch t
            WHERE t.commercial_partner_id = r.partner_id
              AND t.company_id = %(company)s AND t.effective
              AND (r.role = 'account_manager' OR t.user_id = r.user_id OR EXISTS (
                   SELECT FROM care_revisit k WHERE k.touch_id = t.id
                      AND k.partner_id = r.partner_id
                      AND k.requirement = r.requirement))
              AND (r.requirement LIKE '%%:' OR t.channel_id = ANY(
                   string_to_array(split_part(r.requirement, ':', 2), ',')::int[]))
            ORDER BY t.date DESC, t.id DESC LIMIT 1""",
        zone=settings["zone"],
        company=settings["company_id"],
    )


def keep_activities(ids, activity_ids):
    """UPDATE of planned contacts with the activities created for them."""
    return SQL(
        """UPDATE care_revisit o SET activity_id = n.activity_id
             FROM unnest(%s::int[], %s::int[]) n(id, activity_id) WHERE o.id = n.id""",
        list(ids),
        list(activity_ids),
    )


def next_dates(company_id, partner_ids=None):
    """UPDATE of the next contact of profiles where it differs."""
    # no join, which would be a bad plan as long as the tables are new
    day = SQL(
        """(SELECT min(o.due_date) FROM care_revisit o
             WHERE o.partner_id = f.partner_id AND o.company_id = f.company_id
               AND o.state = 'planned')"""
    )
    return SQL(
        """UPDATE care_profile f SET next_touch_date = %(day)s
            WHERE f.company_id = %(company)s AND %(among)s
              AND f.next_touch_date IS DISTINCT FROM %(day)s""",
        day=day,
        company=company_id,
        among=_among(SQL("f.partner_id"), partner_ids),
    )


def _among(column, ids):
    if ids is None:
        return SQL("TRUE")
    return SQL("%s = ANY(%s)", column, list(ids))
