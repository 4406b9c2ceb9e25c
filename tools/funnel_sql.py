"""SQL of the leaky funnel: customers won, lost and returned, one row each time.

A row is (id, partner_id, date, move, way, loss_id, amount, start, stop): revenue is the
amount where there is one, else what the customer bought from `start` to `stop`.
"""

from odoo.tools import SQL

# kinds of rows, so that each has an id of its own
WON, MARKED, FOUND, RETURNED, BACK = range(5)


def moves(company_id, months):
    """SELECT of the moves of the customers of one company; `months` is its window."""
    window = SQL("make_interval(months => %s)", months)
    parts = [_won, _marked, _found, _returned, _back]
    return SQL(" UNION ALL ").join([part(company_id, window) for part in parts])


def _won(company_id, window):
    return SQL(
        """SELECT f.id::bigint * 8 + %(kind)s AS id, f.partner_id,
                  f.first_purchase_date AS date, 'won' AS move, NULL AS way,
                  NULL::int AS loss_id, NULL::float8 AS amount,
                  f.first_purchase_date AS start,
                  (f.first_purchase_date + %(window)s)::date - 1 AS stop
             FROM care_profile f
            WHERE f.company_id = %(company)s AND f.first_purchase_date IS NOT NULL""",
        kind=WON,
        window=window,
        company=company_id,
    )


def _marked(company_id, _window):
    return SQL(
        """SELECT l.id::bigint * 8 + %s, l.partner_id, l.date, 'lost', 'marked', l.id,
                  l.contribution, NULL::date, NULL::date
             FROM care_loss l WHERE l.company_id = %s AND l.state <> 'undone'""",
        MARKED,
        company_id,
    )


def _found(company_id, window):
    """Lost by the rules of the policy, unless somebody had marked it, or does before it
    comes back. Who was lost when first seen was not lost to us."""
    return SQL(
        """SELECT e.id::bigint * 8 + %(kind)s, e.partner_id, e.date, 'lost', 'rules',
                  NULL::int, NULL::float8,
                  (e.date - e.recency_days - %(window)s)::date + 1,
                  e.date - e.recency_days
             FROM care_profile_event e
            WHERE e.company_id = %(company)s AND e.segment_rule IS NOT NULL
              AND e.segment = 'lost' AND e.old_segment IS NOT NULL
              AND NOT EXISTS (
                  SELECT FROM care_loss l
                   WHERE l.partner_id = e.partner_id AND l.company_id = e.company_id
                     AND (l.date <= e.date
                          AND COALESCE(l.undone_date, l.returned_date, 'infinity')
                              >= e.date
                          OR l.state <> 'undone' AND l.date > e.date
                          AND NOT EXISTS (
                              SELECT FROM care_profile_event b
                               WHERE b.partner_id = e.partner_id
                                 AND b.company_id = e.company_id
                                 AND b.old_segment = 'lost'
                                 AND b.segment_rule IS NOT NULL
                                 AND b.date > e.date AND b.date <= l.date)))""",
        kind=FOUND,
        window=window,
        company=company_id,
    )


def _returned(company_id, window):
    return SQL(
        """SELECT l.id::bigint * 8 + %(kind)s, l.partner_id, l.returned_date,
                  'returned', 'marked', l.id, NULL::float8, l.returned_date,
                  (l.returned_date + %(window)s)::date - 1
             FROM care_loss l
            WHERE l.company_id = %(company)s AND l.state = 'returned'""",
        kind=RETURNED,
        window=window,
        company=company_id,
    )


def _back(company_id, window):
    """Bought again after the rules had found it lost, and nobody had marked it."""
    return SQL(
        """SELECT e.id::bigint * 8 + %(kind)s, e.partner_id, e.date - e.recency_days,
                  'returned', 'rules', NULL::int, NULL::float8,
                  e.date - e.recency_days,
                  (e.date - e.recency_days + %(window)s)::date - 1
             FROM care_profile_event e
            CROSS JOIN LATERAL (
                  SELECT max(s.date) AS date FROM care_profile_event s
                   WHERE s.partner_id = e.partner_id AND s.company_id = e.company_id
                     AND s.segment = 'lost' AND s.segment_rule IS NOT NULL
                     AND s.date <= e.date) s
            WHERE e.company_id = %(company)s AND e.segment_rule IS NOT NULL
              AND e.old_segment = 'lost' AND e.segment <> 'lost'
              AND e.date - e.recency_days > s.date
              AND NOT EXISTS (
                  SELECT FROM care_loss l
                   WHERE l.partner_id = e.partner_id AND l.company_id = e.company_id
                     AND COALESCE(l.undone_date, l.returned_date)
                         BETWEEN s.date AND e.date)""",
        kind=BACK,
        window=window,
        company=company_id,
    )


def funnel(company_id, months, unit, purchases):
    """SELECT of the moves with their revenue, in whole units of the currency."""
    return SQL(
        """SELECT m.id, %(company)s AS company_id, m.partner_id, m.date, m.move, m.way,
                  m.loss_id, COALESCE(m.amount, sum(b.amount), 0) AS revenue
             FROM (%(moves)s) m
             LEFT JOIN (%(purchases)s) b
                  ON b.partner_id = m.partner_id AND b.date BETWEEN m.start AND m.stop
            GROUP BY m.id, m.partner_id, m.date, m.move, m.way, m.loss_id, m.amount""",
        company=company_id,
        moves=moves(company_id, months),
        purchases=SQL(" UNION ALL ").join(
            [
                SQL(
                    """(SELECT y.date, y.partner_id,
                               round(y.amount * %(unit)s) / %(unit)s AS amount
                          FROM (%(source)s) y)""",
                    unit=unit,
                    source=source,
                )
                for source in purchases
            ]
        ),
    )
