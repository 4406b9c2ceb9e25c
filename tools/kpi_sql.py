"""SQL of performance figures: who reached how much of what.

`rows` are always the statement of a measure: one row (user_id, res_id, numerator,
denominator) for each record that counts, each record once.
"""

from odoo.tools import SQL

# share of the target that may be missing before a light turns red
TOLERANCE = 0.1


def light(value, target, direction, pace=1.0):
    """Reference of the traffic light: `pace` is the part of the target due by now.

    >>> light(90, 100, "up"), light(89, 100, "up"), light(48, 100, "up", 0.5)
    ('amber', 'red', 'amber')
    >>> light(3, 3, "down"), light(None, 3, "up")
    ('green', None)
    """
    if value is None or target is None:
        return None
    due = target * pace
    missing = due - value if direction == "up" else value - due
    if missing <= 0:
        return "green"
    return "amber" if missing <= TOLERANCE * abs(due) else "red"


def _value(formula, factor):
    """SQL of the value of the sums `numerator` and `denominator`."""
    if formula == "sum":
        value = SQL("COALESCE(m.numerator, 0)")
    elif formula == "ratio":
        value = SQL("m.numerator / NULLIF(m.denominator, 0) * %s", factor)
    else:
        value = SQL(
            """CASE WHEN m.denominator > 0
                    THEN (m.numerator / m.denominator - 1) * %s END""",
            factor,
        )
    return SQL("round((%s)::numeric, 6)::float8", value)


def _light(direction, pace):
    due = SQL("(f.target * %s)", pace)
    missing = SQL("%s - f.value", due)
    if direction == "down":
        missing = SQL("f.value - %s", due)
    return SQL(
        """CASE WHEN f.value IS NULL OR f.target IS NULL THEN NULL
                WHEN %(missing)s <= 0 THEN 'green'
                WHEN %(missing)s <= %(tolerance)s * abs(%(due)s) THEN 'amber'
                ELSE 'red' END""",
        missing=missing,
        tolerance=TOLERANCE,
        due=due,
    )


def figures(rows, terms, targets, keep=False):
    """SELECT of one figure per user: of everybody in `targets` ({user id: target or
    None}) and of whoever has a record that counts; with `keep` also the records, as
    arrays. `terms` are (formula, factor, direction, pace).
    """
    formula, factor, direction, pace = terms
    return SQL(
        """SELECT f.*, %(light)s AS light
             FROM (SELECT COALESCE(t.user_id, m.user_id) AS user_id, t.target,
                          COALESCE(m.numerator, 0) AS numerator,
                          COALESCE(m.denominator, 0) AS denominator,
                          %(value)s AS value %(kept)s
                     FROM unnest(%(users)s::int[], %(targets)s::float8[])
                              AS t(user_id, target)
                     FULL JOIN (%(sums)s) m ON m.user_id = t.user_id) f""",
        light=_light(direction, pace),
        value=_value(formula, factor),
        kept=SQL(", m.record_ids, m.numerators, m.denominators") if keep else SQL(""),
        users=list(targets),
        targets=list(targets.values()),
        sums=_sums(rows, keep),
    )


def _sums(rows, keep):
    arrays = SQL(
        """, array_agg(r.res_id ORDER BY r.res_id) AS record_ids,
           array_agg(r.numerator::float8 ORDER BY r.res_id) AS numerators,
           array_agg(r.denominator::float8 ORDER BY r.res_id) AS denominators"""
    )
    return SQL(
        """SELECT r.user_id, sum(r.numerator)::float8 AS numerator,
                  sum(r.denominator)::float8 AS denominator %s
             FROM (%s) r WHERE r.user_id IS NOT NULL GROUP BY r.user_id""",
        arrays if keep else SQL(""),
        rows,
    )


def keep(figure, company_id, kpi_id, month, res_model):
    """INSERT of figures that stay for good: a second run adds nothing."""
    return SQL(
        """INSERT INTO care_kpi_snapshot
                  (company_id, kpi_id, month, res_model, taken_at, user_id, has_target,
                   target, numerator, denominator, value, is_measured, light, reached,
                   record_ids, numerators, denominators)
           SELECT %(company)s, %(kpi)s, %(month)s, %(model)s, now() AT TIME ZONE 'UTC',
                  g.user_id, g.target IS NOT NULL, g.target, g.numerator, g.denominator,
                  g.value, g.value IS NOT NULL, g.light,
                  COALESCE(g.light = 'green', FALSE),
                  g.record_ids, g.numerators, g.denominators
             FROM (%(figure)s) g
               ON CONFLICT DO NOTHING""",
        company=company_id,
        kpi=kpi_id,
        month=month,
        model=res_model,
        figure=figure,
    )


def kept_records(figure):
    """SELECT of the records that a kept figure counted."""
    return SQL(
        """SELECT s.id::bigint * 2147483648 + r.res_id AS id, s.company_id, s.kpi_id,
                  s.user_id, s.month, s.res_model, r.res_id, r.numerator,
                  r.denominator
             FROM care_kpi_snapshot s
             JOIN unnest(s.record_ids, s.numerators, s.denominators)
                      AS r(res_id, numerator, denominator) ON TRUE
            WHERE (s.company_id, s.kpi_id, s.user_id, s.month) = (%s, %s, %s, %s)""",
        *figure,
    )


def present_records(rows, figure, res_model):
    """SELECT of the records that a figure of the running month counts."""
    company_id, kpi_id, user_id, month = figure
    return SQL(
        """SELECT r.res_id::bigint AS id, %(company)s AS company_id,
                  %(kpi)s AS kpi_id, r.user_id, %(month)s::date AS month,
                  %(model)s AS res_model, r.res_id,
                  r.numerator::float8 AS numerator,
                  r.denominator::float8 AS denominator
             FROM (%(rows)s) r WHERE r.user_id = %(user)s""",
        company=company_id,
        kpi=kpi_id,
        user=user_id,
        month=month,
        model=res_model,
        rows=rows,
    )
