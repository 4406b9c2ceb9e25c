"""Which months a history holds, and which of them are looked back to."""

from typing import NamedTuple

from dateutil.relativedelta import relativedelta

LAST_DAY = relativedelta(day=31)


class Span(NamedTuple):
    """A day and the month end so many months before: what happened since then tells
    what will happen next. `horizon` is the days looked ahead."""

    day: object
    past: object
    months: int
    horizon: int


def month_end(day, months=0):
    """Last day of the month so many months before that of a day, negative after it.

    >>> from datetime import date
    >>> month_end(date(2026, 3, 31), 1), month_end(date(2026, 1, 31), -1)
    (datetime.date(2026, 2, 28), datetime.date(2026, 2, 28))
    """
    return day - relativedelta(months=months) + LAST_DAY


def months_held(first, day):
    """Whole calendar months from the first purchase to a month end.

    >>> from datetime import date
    >>> months_held(date(1997, 1, 1), date(1997, 9, 30))
    9
    >>> months_held(date(1997, 1, 2), date(1997, 9, 30))
    8
    """
    months = 12 * (day.year - first.year) + day.month - first.month
    return months + (first.day == 1)


def span(first, day, horizon_months):
    """`Span` for a look so many months ahead of a month end: as far back where the
    history is twice as long, else half of it; None where that is below a month."""
    months = min(horizon_months, months_held(first, day) // 2)
    if months < 1:
        return None
    ahead = (month_end(day, -horizon_months) - day).days
    return Span(day, month_end(day, months), months, ahead)
