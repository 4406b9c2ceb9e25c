"""SQL of the measures of customers: one row per commercial partner.

Sums are whole units of the company currency (cents) in float8: exact up to 2^53, so
that ties are ties and a second run finds nothing to write.
"""

from odoo.tools import SQL

from . import stability_sql


def measures(settings, purchases, contributions):
    """SELECT of the measures of all active customers with a purchase.

    `purchases` are statements (date, partner_id, amount, …). `contributions` likewise,
    or with `item` instead of `amount` where distinct products are counted; without any
    the revenue is the contribution.
    """
    return SQL(
        """SELECT m.partner_id, p.user_id AS salesperson_id, %(contribution)s,
                  CASE WHEN m.previous_revenue > 0
                       THEN round((m.revenue / m.previous_revenue - 1) * 1e6) / 1e6
                   END AS trend,
                  m.order_count, floor(m.ordered / NULLIF(m.order_count, 0) + 0.5)
                                 / %(unit)s AS average_order,
                  m.first_date, m.last_date, m.revenue,
                  CASE WHEN m.days >= 3 THEN (m.last_date - m.first_day)::float8
                                             / (m.days - 1) END AS mean_interval,
                  %(stability)s AS stability, m.first_date > %(unrated)s AS unrated
             FROM (%(sums)s) m
             JOIN res_partner p ON p.id = m.partner_id AND p.active
             %(join)s
            WHERE m.partner_id NOT IN (SELECT c.partner_id FROM res_company c)""",
        contribution=_contribution_columns(contributions),
        unit=settings.unit,
        stability=stability_sql.stability(settings),
        unrated=settings.unrated_after,
        sums=stability_sql.with_buckets(settings, _sums(settings, purchases)),
        join=SQL(
            "LEFT JOIN (%s) c USING (partner_id)",
            _contribution(settings, contributions),
        )
        if contributions
        else SQL(""),
    )


def _contribution_columns(contributions):
    if not contributions:
        return SQL(
            "m.revenue AS contribution, m.previous_revenue AS previous_contribution"
        )
    return SQL(
        """COALESCE(c.contribution, 0) AS contribution,
           COALESCE(c.previous_contribution, 0) AS previous_contribution"""
    )


def _sums(settings, sources):
    """One row per customer: sums of windows, buckets, order sizes and purchase days."""
    return SQL(
        """SELECT partner_id,
                  COALESCE(sum(amount) FILTER (WHERE span = 2), 0) AS revenue,
                  COALESCE(sum(amount) FILTER (WHERE span = 1), 0) AS previous_revenue,
                  (count(ordered) FILTER (WHERE span = 2))::int AS order_count,
                  sum(ordered) FILTER (WHERE span = 2) AS ordered,
                  min(day) AS first_date, max(day) AS last_date,
                  min(day) FILTER (WHERE span > 0) AS first_day,
                  %(days)s AS days, %(months)s,
                  count(ordered) FILTER (WHERE %(sized)s)::float8 AS size_count,
                  sum(ordered) FILTER (WHERE %(sized)s) AS size_sum,
                  sum(ordered * ordered) FILTER (WHERE %(sized)s) AS size_squares
             FROM (%(purchases)s) u
            GROUP BY partner_id
           HAVING min(day) IS NOT NULL""",
        days=_count_days(settings),
        months=stability_sql.month_totals(settings),
        sized=SQL("bucket BETWEEN 1 AND %s", settings.window_months),
        purchases=_purchases(settings, sources),
    )


def _count_days(settings):
    """SQL of the number of purchase days in two windows: a bit for each day."""
    start = settings.previous_start
    bits = SQL(
        """bit_or(set_bit(repeat('0', %(days)s)::varbit, day - %(start)s::date, 1))
               FILTER (WHERE span > 0)""",
        days=(settings.as_of - start).days + 1,
        start=start,
    )
    if settings.counts_bits:
        return SQL("bit_count(%s)", bits)
    return SQL("length(replace((%s)::text, '0', ''))", bits)


def _purchases(settings, sources):
    """Every purchase once, in whole units: `ordered` and `day` are empty for refunds,
    `span` is 2 in the window, 1 in the one before, else 0.

    `OFFSET 0` lets dates and amounts be computed once a purchase, the union does so for
    what is made of them; the empty last branch makes one of a single source, too.
    """
    branch = """SELECT s.partner_id, round(s.amount * %(unit)s) AS amount,
                       CASE WHEN s.amount >= 0
                            THEN round(s.amount * %(unit)s) END AS ordered,
                       CASE WHEN s.amount >= 0 THEN s.date END AS day,
                       CASE WHEN s.date > %(start)s THEN 2
                            WHEN s.date > %(previous)s THEN 1 ELSE 0 END AS span,
                       CASE WHEN s.date >= %(first)s
                            THEN width_bucket(s.date, %(months)s::date[])
                            ELSE 0 END AS bucket
                  FROM (SELECT y.date, y.partner_id, y.amount
                          FROM (%(source)s) y OFFSET 0) s
                 WHERE s.date <= %(as_of)s"""
    empty = SQL(
        """SELECT NULL::int, NULL::float8, NULL::float8, NULL::date, NULL::int,
                  NULL::int FROM res_company WHERE id < 0"""
    )
    branches = [
        SQL(
            branch,
            unit=settings.unit,
            start=settings.window_start,
            previous=settings.previous_start,
            first=settings.month_starts[0],
            months=settings.month_starts,
            source=source,
            as_of=settings.as_of,
        )
        for source in sources
    ]
    return SQL(" UNION ALL ").join([*branches, empty])


def _contribution(settings, sources):
    value = SQL("sum(round(amount * %s))", settings.unit)
    if settings.measure == "products":
        value = SQL("count(DISTINCT item)")
    return SQL(
        """SELECT partner_id,
                  (%(value)s FILTER (WHERE date > %(start)s))::float8 AS contribution,
                  (%(value)s FILTER (WHERE date <= %(start)s))::float8
                      AS previous_contribution
             FROM (%(sources)s) u
            WHERE date > %(previous)s AND date <= %(as_of)s
            GROUP BY 1""",
        value=value,
        start=settings.window_start,
        previous=settings.previous_start,
        as_of=settings.as_of,
        sources=SQL(" UNION ALL ").join([SQL("(%s)", part) for part in sources]),
    )
