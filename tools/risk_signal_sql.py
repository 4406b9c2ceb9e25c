"""SQL of what warns of a loss, or promises growth: one SELECT per signal.

Each gives one row per customer: (partner_id, level '1' to '3', facts jsonb). Facts hold
what was seen, and nothing that changes from day to day by itself.
"""

from dataclasses import dataclass
from datetime import date

from odoo.tools import SQL

YEAR = 365
# a chance to buy again below this tells nothing, wherever it falls to
LEAST_RETENTION = 0.2


@dataclass(frozen=True)
class Threshold:
    """What one signal of one company is measured against."""

    company_id: int
    today: date
    threshold: float
    alarm: float
    days: int


def nothing():
    """SELECT of no customer."""
    return SQL("SELECT NULL::int AS partner_id, '1' AS level, '{}'::jsonb WHERE FALSE")


def row(partner, level, **facts):
    """Columns of a signal: customer, level, and facts by their names."""
    pairs = [SQL("%s::text, %s", name, value) for name, value in facts.items()]
    return SQL(
        "%s AS partner_id, %s AS level, jsonb_build_object(%s) AS facts",
        partner,
        level,
        SQL(", ").join(pairs),
    )


def level(condition, high="3", low="2"):
    """SQL of a level that a condition makes high."""
    return SQL("CASE WHEN %s THEN %s ELSE %s END", condition, high, low)


def retention_fallen(s):
    """The chance to buy again is lower than it was at one of the last month ends."""
    return SQL(
        """SELECT %(row)s
             FROM care_profile f
             JOIN (SELECT DISTINCT ON (x.partner_id) x.partner_id, x.retention, x.date
                     FROM care_profile_snapshot x
                    WHERE x.company_id = %(company)s AND x.date > %(since)s
                      AND x.date <= %(today)s AND x.retention >= %(least)s
                    ORDER BY x.partner_id, x.retention DESC, x.date DESC) m
               ON m.partner_id = f.partner_id
            WHERE f.company_id = %(company)s
              AND f.retention <= m.retention * (1 - %(threshold)s / 100.0)""",
        row=row(
            SQL("f.partner_id"),
            level(SQL("f.retention <= m.retention * (1 - %s / 100.0)", s.alarm)),
            before=SQL("round(m.retention::numeric, 2)::float8"),
            now=SQL("round(f.retention::numeric, 2)::float8"),
            on=SQL("m.date"),
        ),
        company=s.company_id,
        since=SQL("%s::date - %s", s.today, s.days),
        today=s.today,
        least=LEAST_RETENTION,
        threshold=s.threshold,
    )


def orders_falling(s, purchases):
    """Revenue of the last days is below what these days bring in the mean of the year
    before them, and below what the same days of that year brought."""
    return SQL(
        """SELECT %(row)s
             FROM (SELECT b.partner_id,
                          COALESCE(sum(b.amount) FILTER (WHERE b.date > %(start)s), 0)
                              AS recent,
                          sum(b.amount) FILTER (WHERE b.date <= %(start)s)
                              * %(days)s / %(year)s::float8 AS mean,
                          COALESCE(sum(b.amount) FILTER (WHERE b.date <= %(ago)s), 0)
                              AS same,
                          count(*) FILTER (WHERE b.date <= %(start)s AND b.amount > 0)
                              AS purchases
                     FROM (%(purchases)s) b
                    WHERE b.date > %(first)s AND b.date <= %(today)s
                    GROUP BY 1) x
             JOIN care_profile f
                  ON f.partner_id = x.partner_id AND f.company_id = %(company)s
            CROSS JOIN LATERAL (
                  SELECT LEAST(x.mean, CASE WHEN f.first_purchase_date <= %(first)s
                                            THEN x.same END) AS usual) u
            WHERE x.purchases >= 4 AND u.usual > 0
              AND x.recent <= u.usual * (1 - %(threshold)s / 100.0)""",
        row=row(
            SQL("x.partner_id"),
            level(SQL("x.recent <= u.usual * (1 - %s / 100.0)", s.alarm)),
            recent=SQL("round(x.recent::numeric)::float8"),
            usual=SQL("round(u.usual::numeric)::float8"),
            days=SQL("%s::int", s.days),
        ),
        start=SQL("%s::date - %s", s.today, s.days),
        ago=SQL("%s::date - %s", s.today, YEAR),
        first=SQL("%s::date - %s", s.today, s.days + YEAR),
        today=s.today,
        days=s.days,
        year=YEAR,
        purchases=SQL(" UNION ALL ").join(
            [
                SQL("(SELECT date, partner_id, amount FROM (%s) y)", source)
                for source in purchases
            ]
        ),
        company=s.company_id,
        threshold=s.threshold,
    )


def gap_widening(s):
    """The time since the last purchase is longer than usual."""
    gap = SQL("(%s::date - f.last_purchase_date)", s.today)
    return SQL(
        """SELECT %(row)s FROM care_profile f
            WHERE f.company_id = %(company)s AND f.mean_interval_days > 0
              AND %(gap)s >= %(threshold)s * f.mean_interval_days
              AND %(gap)s - f.mean_interval_days >= %(days)s""",
        row=row(
            SQL("f.partner_id"),
            level(SQL("%s >= %s * f.mean_interval_days", gap, s.alarm)),
            last=SQL("f.last_purchase_date"),
            usual=SQL("round(f.mean_interval_days::numeric)::int"),
        ),
        company=s.company_id,
        gap=gap,
        threshold=s.threshold,
        days=s.days,
    )


def tier_fallen(s):
    """The last change of the tier was a fall by the policy."""
    return SQL(
        """SELECT %(row)s FROM (%(latest)s) e
            WHERE e.tier_rule = 'fall'""",
        row=row(
            SQL("e.partner_id"),
            level(
                SQL(
                    """EXISTS (SELECT FROM care_tier t
                                 JOIN care_policy o ON o.id = t.policy_id
                                WHERE o.company_id = %s AND t.is_key
                                  AND t.name->>'en_US' = e.old_tier)""",
                    s.company_id,
                )
            ),
            before=SQL("e.old_tier"),
            now=SQL("e.tier"),
            on=SQL("e.date"),
        ),
        latest=_latest_event(s, "tier"),
    )


def quadrant_fallen(s):
    """The last change of the quadrant of a customer was for the worse."""
    return SQL(
        """SELECT %(row)s FROM (%(latest)s) e
            WHERE e.quadrant_rule = 'rules' AND e.old_quadrant LIKE 'e%%'
              AND e.quadrant LIKE 'e%%' AND e.quadrant > e.old_quadrant""",
        row=row(
            SQL("e.partner_id"),
            SQL(
                """CASE WHEN e.old_quadrant = 'e3' THEN '1'
                        WHEN e.quadrant = 'e2' THEN '2' ELSE '3' END"""
            ),
            before=SQL("e.old_quadrant"),
            now=SQL("e.quadrant"),
            on=SQL("e.date"),
        ),
        latest=_latest_event(s, "quadrant"),
    )


def _latest_event(s, name):
    """SELECT of the last change of a class of each customer within the days."""
    return SQL(
        """SELECT DISTINCT ON (x.partner_id) x.* FROM care_profile_event x
            WHERE x.company_id = %s AND x.date > %s::date - %s AND %s IS NOT NULL
            ORDER BY x.partner_id, x.date DESC, x.id DESC""",
        s.company_id,
        s.today,
        s.days,
        SQL.identifier("x", f"{name}_rule"),
    )


def rising_star(s):
    """A customer of a lower tier that grows fast."""
    return SQL(
        """SELECT %(row)s FROM care_profile f
             LEFT JOIN care_tier t ON t.id = f.tier_id
            WHERE f.company_id = %(company)s AND f.trend * 100 >= %(threshold)s
              AND f.is_unrated IS NOT TRUE AND f.order_count >= 3
              AND t.is_key IS NOT TRUE""",
        row=row(
            SQL("f.partner_id"),
            level(SQL("f.trend * 100 >= %s", s.alarm)),
            trend=SQL("round(f.trend::numeric, 2)::float8"),
        ),
        company=s.company_id,
        threshold=s.threshold,
    )
