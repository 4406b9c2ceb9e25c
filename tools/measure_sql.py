"""SQL of the measures of customers: one row per commercial partner.

Sums are whole units of the company currency (cents) in float8: exact up to 2^53, so
that ties are ties and a second run finds nothing to write.
"""

from odoo.tools import SQL


def measures(settings, purchases, contributions, counted):
    """SELECT of the measures of all customers with a purchase.

    `purchases` and `contributions` are lists of source statements; with no
    contributions the revenue is the contribution. `counted` tells that contributions
    are items to count instead of amounts to add.
    """
    if not contributions:
        joined = SQL(
            "p.revenue AS contribution, p.previous_revenue AS previous_contribution"
        )
        join = SQL("")
    else:
        joined = SQL(
            """COALESCE(c.contribution, 0) AS contribution,
               COALESCE(c.previous_contribution, 0) AS previous_contribution"""
        )
        join = SQL(
            "LEFT JOIN (%s) c USING (partner_id)",
            _contribution(settings, contributions, counted),
        )
    return SQL(
        "SELECT p.*, %s FROM (%s) p %s", joined, _purchase(settings, purchases), join
    )


def _union(sources):
    return SQL(" UNION ALL ").join([SQL("(%s)", source) for source in sources])


def _purchase(settings, sources):
    months = settings.month_starts
    return SQL(
        """SELECT d.partner_id,
                  COALESCE(sum(d.amount) FILTER (WHERE d.date > %(start)s), 0) AS revenue,
                  COALESCE(sum(d.amount) FILTER (WHERE d.date > %(previous)s
                                                   AND d.date <= %(start)s), 0) AS previous_revenue,
                  COALESCE(sum(d.orders) FILTER (WHERE d.date > %(start)s), 0)::int AS order_count,
                  COALESCE(sum(d.ordered) FILTER (WHERE d.date > %(start)s), 0) AS ordered,
                  min(d.date) FILTER (WHERE d.orders > 0) AS first_date,
                  max(d.date) FILTER (WHERE d.orders > 0) AS last_date,
                  min(d.date) FILTER (WHERE d.orders > 0 AND d.date > %(previous)s) AS first_day,
                  (count(*) FILTER (WHERE d.orders > 0 AND d.date > %(previous)s))::int AS days,
                  %(months)s,
                  COALESCE(sum(d.orders) FILTER (WHERE d.bucket BETWEEN 1 AND %(window)s), 0) AS size_count,
                  COALESCE(sum(d.ordered) FILTER (WHERE d.bucket BETWEEN 1 AND %(window)s), 0) AS size_sum,
                  COALESCE(sum(d.squares) FILTER (WHERE d.bucket BETWEEN 1 AND %(window)s), 0) AS size_squares
             FROM (%(days)s) d
            GROUP BY d.partner_id
           HAVING bool_or(d.orders > 0)""",
        start=settings.window_start,
        previous=settings.previous_start,
        window=settings.window_months,
        months=SQL(", ").join(
            SQL(
                "COALESCE(sum(d.amount) FILTER (WHERE d.bucket = %s), 0) AS %s",
                number,
                SQL.identifier(f"month_{number}"),
            )
            for number in range(1, len(months))
        ),
        days=_days(settings, sources),
    )


def _days(settings, sources):
    """One row per customer and purchase day."""
    return SQL(
        """SELECT s.partner_id, s.date, width_bucket(s.date, %(months)s::date[]) AS bucket,
                  sum(s.amount) AS amount,
                  count(*) FILTER (WHERE s.amount >= 0) AS orders,
                  COALESCE(sum(s.amount) FILTER (WHERE s.amount >= 0), 0) AS ordered,
                  COALESCE(sum(s.amount * s.amount) FILTER (WHERE s.amount >= 0), 0) AS squares
             FROM (SELECT u.partner_id, u.date, round(u.amount * %(unit)s) AS amount
                     FROM (%(sources)s) u
                    WHERE u.date <= %(as_of)s) s
            GROUP BY 1, 2""",
        months=settings.month_starts,
        unit=settings.unit,
        sources=_union(
            [SQL("SELECT date, partner_id, amount FROM (%s) x", s) for s in sources]
        ),
        as_of=settings.as_of,
    )


def _contribution(settings, sources, counted):
    value = (
        SQL("count(DISTINCT u.item)")
        if counted
        else SQL("sum(round(u.amount * %s))", settings.unit)
    )
    return SQL(
        """SELECT u.partner_id,
                  %(value)s FILTER (WHERE u.date > %(start)s)::float8 AS contribution,
                  COALESCE(%(value)s FILTER (WHERE u.date <= %(start)s), 0)::float8
                      AS previous_contribution
             FROM (%(sources)s) u
            WHERE u.date > %(previous)s AND u.date <= %(as_of)s
            GROUP BY 1""",
        value=value,
        start=settings.window_start,
        previous=settings.previous_start,
        as_of=settings.as_of,
        sources=_union(sources),
    )


def stability(settings):
    """SQL of the stability of a row `m` of `measures`, 0 to 1, six decimals."""
    quarter, month, order = settings.weights
    total = quarter + month + order
    count = settings.window_months
    totals = [
        SQL("m.%s", SQL.identifier(f"month_{number}")) for number in range(1, count + 1)
    ]
    quarters = [
        SQL("(%s)", SQL(" + ").join(totals[start : start + 3]))
        for start in range(0, count, 3)
    ]
    return SQL(
        "round((%s * %s + %s * %s + %s * %s) * 1e6) / 1e6",
        quarter / total,
        _evenness(quarters, SQL("(m.buckets + 2) / 3")),
        month / total,
        _evenness(totals, SQL("m.buckets")),
        order / total,
        _size_evenness(),
    )


def _evenness(totals, count):
    """SQL of 1 / (1 + CV) of the last `count` of `totals`, 0 where the mean isn't positive."""
    size = len(totals)
    used = [
        SQL("CASE WHEN %s > %s THEN %s ELSE 0 END", count, size - number, total)
        for number, total in enumerate(totals, 1)
    ]
    deviations = [
        SQL(
            "CASE WHEN %s > %s THEN power(%s - v.mean, 2) ELSE 0 END",
            count,
            size - number,
            total,
        )
        for number, total in enumerate(totals, 1)
    ]
    return SQL(
        """COALESCE((SELECT 1 / (1 + sqrt((%(deviations)s) / (%(count)s)) / v.mean)
                       FROM (SELECT (%(sum)s) / NULLIF(%(count)s, 0) AS mean) v
                      WHERE v.mean > 0), 0)""",
        deviations=SQL(" + ").join(deviations),
        count=count,
        sum=SQL(" + ").join(used),
    )


def _size_evenness():
    return SQL(
        """CASE WHEN m.size_count < 2 OR m.size_sum <= 0 THEN 0
                ELSE 1 / (1 + sqrt(greatest(m.size_count * m.size_squares
                                            - m.size_sum * m.size_sum, 0)) / m.size_sum)
           END"""
    )
