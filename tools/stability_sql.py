"""SQL of stability: how even months, quarters and orders are.

For n totals with mean m and population standard deviation s, evenness is 1 / (1 + s/m),
and s/m = √(n·Σx² − (Σx)²) / Σx: exact for whole cents.
"""

from odoo.tools import SQL


def _month(number):
    return SQL.identifier(f"month_{number}")


def since(settings, start, end=None):
    """SQL of whether `part` of a purchase lies from one of the bounds up to another."""
    first = settings.bounds.index(start) + 1
    if end is None:
        return SQL("part >= %s", first)
    last = settings.bounds.index(end)
    if first == last:
        return SQL("part = %s", first)
    return SQL("part BETWEEN %s AND %s", first, last)


def month_totals(settings):
    """SQL columns of the totals of the buckets, oldest first, of rows with `part`."""
    starts = settings.month_starts
    return SQL(", ").join(
        SQL(
            "COALESCE(sum(amount) FILTER (WHERE %s), 0) AS %s",
            since(settings, starts[n - 1], starts[n]),
            _month(n),
        )
        for n in range(1, settings.window_months + 1)
    )


def with_buckets(settings, sums):
    """SELECT of `sums` with the number of used buckets and the sums over them.

    `OFFSET 0` keeps the planner from writing out each step into the next one.
    """
    return SQL(
        """SELECT u.*, %(months)s, %(quarters)s
             FROM (SELECT b.*, %(used)s
                     FROM (SELECT s.*, LEAST(%(window)s, %(window)s + 1 - width_bucket(
                                           s.first_date, %(starts)s::date[])) AS buckets
                             FROM (%(sums)s) s OFFSET 0) b
                   OFFSET 0) u
           OFFSET 0""",
        months=_powers("month", settings.window_months),
        quarters=_powers("quarter", settings.window_months // 3),
        used=_used_totals(settings),
        window=settings.window_months,
        starts=settings.month_starts,
        sums=sums,
    )


def _used_totals(settings):
    """SQL columns of the totals of used months and quarters, 0 for those before."""
    columns = []
    for width, name in ((1, "month"), (3, "quarter")):
        for start in range(1, settings.window_months + 1, width):
            months = [_month(start + offset) for offset in range(width)]
            columns.append(
                SQL(
                    "CASE WHEN buckets > %s THEN %s ELSE 0 END AS %s",
                    settings.window_months + 1 - start - width,
                    SQL(" + ").join(months),
                    _used(name, 1 + start // width if width > 1 else start),
                )
            )
    return SQL(", ").join(columns)


def _used(name, number):
    return SQL.identifier(f"used_{name}_{number}")


def _powers(name, count):
    """SQL of the sum and the sum of squares of the used totals."""
    totals = [_used(name, number) for number in range(1, count + 1)]
    return SQL(
        "%s AS %s, %s AS %s",
        SQL(" + ").join(totals),
        SQL.identifier(f"{name}_sum"),
        SQL(" + ").join(SQL("%s * %s", total, total) for total in totals),
        SQL.identifier(f"{name}_squares"),
    )


def stability(settings):
    """SQL of the stability of a row of `with_buckets`, 0 to 1, six decimals."""
    quarter, month, order = (
        weight / sum(settings.weights) for weight in settings.weights
    )
    return SQL(
        "round((%s * %s + %s * %s + %s * %s) * 1e6) / 1e6",
        quarter,
        _evenness("quarter", SQL("((buckets + 2) / 3)")),
        month,
        _evenness("month", SQL("buckets")),
        order,
        _evenness("size", SQL("size_count"), least=2),
    )


def _evenness(name, count, least=1):
    """SQL of 1 / (1 + CV), 0 where the mean isn't positive or fewer than `least`."""
    return SQL(
        """CASE WHEN %(count)s >= %(least)s AND %(sum)s > 0
                THEN 1 / (1 + sqrt(greatest(%(count)s * %(squares)s
                                            - %(sum)s * %(sum)s, 0)) / %(sum)s)
                ELSE 0 END""",
        count=count,
        least=least,
        sum=SQL.identifier(f"{name}_sum"),
        squares=SQL.identifier(f"{name}_squares"),
    )
