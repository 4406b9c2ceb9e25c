"""SQL of the measures of customers: one row per commercial partner.

Sums are whole units of the company currency (cents) in float8: exact up to 2^53, so
that ties are ties and a second run finds nothing to write.
"""

from datetime import timedelta

from odoo.tools import SQL

from . import stability_sql

DAY = timedelta(days=1)


def measures(settings, purchases, contributions, contacts):
    """SELECT of the measures of all active customers with a purchase.

    `contacts` is the table where they stand. `purchases` are statements (date,
    partner_id, amount, latest); without an amount a row is `uncounted` and only tells
    of the owner, see `CarePolicy._latest`. `contributions` give (date, partner_id,
    amount), or `item` instead of `amount` where distinct products are counted; without
    any the revenue is the contribution.

    Customers without a purchase come along if an order tells their owner, or is not
    counted: they have no `first_date`.
    """
    return SQL(
        """SELECT m.uncounted, m.partner_id, p.user_id AS salesperson_id,
                  %(contribution)s,
                  CASE WHEN m.previous_revenue > 0
                       THEN round((m.revenue / m.previous_revenue - 1) * 1e6) / 1e6
                   END AS trend,
                  m.order_count, floor(m.ordered / NULLIF(m.order_count, 0) + 0.5)
                                 / %(unit)s AS average_order,
                  m.first_date, m.last_date, m.revenue,
                  CASE WHEN m.days >= 3 THEN (m.last_date - m.first_day)::float8
                                             / (m.days - 1) END AS mean_interval,
                  %(stability)s AS stability, m.first_date > %(unrated)s AS unrated,
                  m.latest AS latest_order
             FROM (%(sums)s) m
             JOIN %(contacts)s p ON p.id = m.partner_id AND p.active
             %(join)s
            WHERE m.partner_id NOT IN (SELECT c.partner_id FROM res_company c)""",
        contacts=contacts,
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


def move_owners():
    """Statement that takes customers without a purchase out of `care_refresh_measure`,
    and gives their owners to those of `care_refresh_lead`; it returns whether any order
    was not counted. Everybody is looked at once."""
    return SQL(
        """WITH odd AS MATERIALIZED (
                SELECT ctid AS place, partner_id, latest_order, uncounted,
                       first_date IS NULL AS lone
                  FROM care_refresh_measure WHERE first_date IS NULL OR uncounted),
             gone AS (
                DELETE FROM care_refresh_measure
                 WHERE ctid = ANY (ARRAY(SELECT place FROM odd WHERE lone))),
             moved AS (
                UPDATE care_refresh_lead l
                   SET latest = greatest(l.latest, o.latest_order)
                  FROM odd o WHERE o.lone AND o.partner_id = l.partner_id)
           SELECT COALESCE(bool_or(uncounted), FALSE) FROM odd"""
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
                  COALESCE(sum(amount) FILTER (WHERE %(now)s), 0) AS revenue,
                  COALESCE(sum(amount) FILTER (WHERE %(before)s), 0)
                      AS previous_revenue,
                  (count(*) FILTER (WHERE ordered AND %(now)s))::int AS order_count,
                  sum(amount) FILTER (WHERE ordered AND %(now)s) AS ordered,
                  min(date) FILTER (WHERE ordered) AS first_date,
                  max(date) FILTER (WHERE ordered) AS last_date,
                  min(date) FILTER (WHERE %(both)s) AS first_day,
                  %(days)s AS days, %(months)s,
                  count(*) FILTER (WHERE %(sized)s)::float8 AS size_count,
                  sum(amount) FILTER (WHERE %(sized)s) AS size_sum,
                  sum(amount * amount) FILTER (WHERE %(sized)s) AS size_squares,
                  max(latest) AS latest, bool_or(ordered IS NULL) AS uncounted
             FROM (%(purchases)s) u
            GROUP BY partner_id
           HAVING min(date) FILTER (WHERE ordered) IS NOT NULL
               OR max(latest) IS NOT NULL OR bool_or(ordered IS NULL)""",
        now=stability_sql.since(settings, settings.window_start + DAY),
        before=stability_sql.since(
            settings, settings.previous_start + DAY, settings.window_start + DAY
        ),
        both=_bought_in_both(settings),
        days=_count_days(settings),
        months=stability_sql.month_totals(settings),
        sized=SQL(
            "ordered AND %s",
            stability_sql.since(
                settings, settings.month_starts[0], settings.month_starts[-1]
            ),
        ),
        purchases=_purchases(settings, sources),
    )


def _bought_in_both(settings):
    """SQL of whether a row is a purchase of the window or of the one before."""
    start = settings.previous_start + DAY
    return SQL("ordered AND %s", stability_sql.since(settings, start))


def _count_days(settings):
    """SQL of the number of purchase days in two windows: a bit for each day."""
    start = settings.previous_start
    bits = SQL(
        """bit_or(set_bit(repeat('0', %(days)s)::varbit, date - %(start)s::date, 1))
               FILTER (WHERE %(both)s)""",
        days=(settings.as_of - start).days + 1,
        start=start,
        both=_bought_in_both(settings),
    )
    if settings.counts_bits:
        return SQL("bit_count(%s)", bits)
    return SQL("length(replace((%s)::text, '0', ''))", bits)


def _purchases(settings, sources):
    """Every purchase once, in whole units: `ordered` is false for refunds and unknown
    without an amount, `part` the number of the last of `settings.bounds` it reaches.

    Each `OFFSET 0` lets what is made below it be computed once a purchase.
    """
    return SQL(" UNION ALL ").join(
        [
            SQL(
                """(SELECT s.partner_id, s.date, s.latest,
                           round(s.amount * %(unit)s) AS amount,
                           s.amount >= 0 AS ordered,
                           width_bucket(s.date, %(bounds)s::date[]) AS part
                      FROM (SELECT y.date, y.partner_id, y.amount, y.latest
                              FROM (%(source)s) y OFFSET 0) s
                     WHERE s.date <= %(as_of)s OFFSET 0)""",
                unit=settings.unit,
                bounds=settings.bounds,
                source=source,
                as_of=settings.as_of,
            )
            for source in sources
        ]
    )


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
