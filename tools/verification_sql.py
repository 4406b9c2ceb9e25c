"""SQL of when the archive of a customer has to be verified again."""

from odoo.tools import SQL


def plan(company_id, today):
    """UPDATE of the due dates of a company that have to move, (id, due) of each.

    The first date is `verify_days` of the tier after the last verification, else after
    the first purchase. Where that is over already the dates are spread over these
    days, the best customers of each salesperson first, so that nobody finds a heap. A
    better tier brings a date nearer, but never into the past; a lower one moves it
    away, but what is overdue stays overdue.
    """
    return SQL(
        """UPDATE care_profile o
              SET verify_due_date = n.due, verify_days = n.days
             FROM (%s) n
            WHERE o.id = n.id
        RETURNING o.id, o.verify_due_date""",
        _moved(company_id, SQL("%s::date", today)),
    )


def _moved(company_id, today):
    return SQL(
        """SELECT m.id, m.due, m.days
             FROM (SELECT f.id, f.old, f.old_days, f.days,
                          CASE WHEN f.days IS NULL THEN NULL
                               WHEN f.fresh AND f.late THEN %(today)s
                                    + ((f.place - 1) * f.days / f.places)::int
                               WHEN f.fresh THEN f.natural_due
                               WHEN f.days = f.old_days THEN f.old
                               WHEN f.days < f.old_days
                               THEN LEAST(f.old, GREATEST(f.natural_due, %(today)s))
                               WHEN f.old < %(today)s THEN f.old
                               ELSE GREATEST(f.old, f.natural_due) END AS due
                     FROM (%(places)s) f) m
            WHERE (m.due, m.days) IS DISTINCT FROM (m.old, m.old_days)""",
        today=today,
        places=_places(company_id, today),
    )


def _places(company_id, today):
    """SELECT of the profiles, and where each stands in a spread of the late ones."""
    return SQL(
        """SELECT d.*, row_number() OVER (q ORDER BY d.contribution DESC NULLS LAST,
                                                      d.id) AS place,
                  count(*) OVER q AS places
             FROM (SELECT c.*, c.natural_due < %(today)s AS late
                     FROM (%(candidates)s) c) d
           WINDOW q AS (PARTITION BY d.user_id, d.tier_id, d.fresh AND d.late)""",
        today=today,
        candidates=SQL(
            """SELECT o.id, o.user_id, o.tier_id, o.contribution,
                      o.verify_due_date AS old, o.verify_days AS old_days,
                      NULLIF(t.verify_days, 0) AS days,
                      o.verify_due_date IS NULL AS fresh,
                      COALESCE(o.verified_date, o.first_purchase_date)
                      + t.verify_days AS natural_due
                 FROM care_profile o LEFT JOIN care_tier t ON t.id = o.tier_id
                WHERE o.company_id = %s AND o.active""",
            company_id,
        ),
    )


def due(company_id, today, head_id, limit):
    """SELECT (id, partner_id, due, user_id) of the customers whose archive is due and
    who have no open activity for it, the longest overdue first.

    An inactive salesperson is replaced by the user `head_id`.
    """
    return SQL(
        """SELECT o.id, o.partner_id, o.verify_due_date,
                  CASE WHEN u.active THEN u.id ELSE %(head)s END AS user_id
             FROM care_profile o
             JOIN res_users u ON u.id = o.user_id
            WHERE o.company_id = %(company)s AND o.active
              AND o.verify_due_date <= %(today)s AND o.verify_activity_id IS NULL
              AND (u.active OR %(head)s IS NOT NULL)
            ORDER BY o.verify_due_date, o.id LIMIT %(limit)s""",
        company=company_id,
        today=SQL("%s::date", today),
        head=SQL("%s::int", head_id or None),
        limit=limit,
    )


def keep_activities(rows):
    """UPDATE of profiles with the activities created for them, pairs of ids."""
    return SQL(
        """UPDATE care_profile o SET verify_activity_id = n.activity_id
             FROM (VALUES %s) n(id, activity_id) WHERE o.id = n.id""",
        SQL(", ").join(SQL("(%s, %s)", *row) for row in rows),
    )


def handed_over(company_id, head_id):
    """SELECT (activity, user) of open activities whose customer went to another
    salesperson since, or whose user has left."""
    return SQL(
        """SELECT a.id, CASE WHEN u.active THEN u.id ELSE %(head)s END
             FROM care_profile o
             JOIN mail_activity a ON a.id = o.verify_activity_id AND a.active
             JOIN res_users u ON u.id = o.user_id
             LEFT JOIN res_users b ON b.id = a.user_id
            WHERE o.company_id = %(company)s
              AND (b.active IS NOT TRUE OR o.assigned_date > a.create_date::date)
              AND a.user_id IS DISTINCT FROM
                  CASE WHEN u.active THEN u.id ELSE %(head)s END
              AND (u.active OR %(head)s IS NOT NULL)""",
        company=company_id,
        head=SQL("%s::int", head_id or None),
    )
