"""When the next contact with a customer is planned: dates in, dates out."""

from datetime import timedelta

HORIZON = 120  # days within which a working day is looked for


def due_dates(base, ideal_days, max_days):
    """The ideal date and the hard limit of a contact counted from a day.

    >>> from datetime import date
    >>> due_dates(date(2026, 6, 1), 14, 30)
    (datetime.date(2026, 6, 15), datetime.date(2026, 7, 1))
    """
    return base + timedelta(days=ideal_days), base + timedelta(days=max_days)


def planned_date(due, hard, today, is_free, is_away=lambda day: False):
    """The day to plan a contact on, None where somebody else has to take over.

    It is the first free day from the ideal date on; where that lies beyond the hard
    limit, the last free one before, but nobody's whose leave covers the limit. What is
    overdue is planned from today on. `is_free` says of a day whether the user works and
    the customer may be called, `is_away` whether the user is on leave.

    >>> from datetime import date
    >>> june = lambda day: date(2026, 6, day)
    >>> weekday = lambda day: day.weekday() < 5
    >>> planned_date(june(6), june(20), june(1), weekday)
    datetime.date(2026, 6, 8)
    >>> planned_date(june(6), june(7), june(1), weekday)
    datetime.date(2026, 6, 5)
    """
    start = max(due, today)
    limit = max(hard, start)
    day = next_free(start, is_free)
    if day and day <= limit:
        return day
    if is_away(limit):
        return None
    return day if hard <= today else previous_free(limit, is_free, today)


def next_free(day, is_free):
    """First free day from a day on, None within the horizon."""
    days = (day + timedelta(days=number) for number in range(HORIZON))
    return next((one for one in days if is_free(one)), None)


def previous_free(day, is_free, first):
    """Last free day up to a day, not before `first`; None without."""
    while day >= first:
        if is_free(day):
            return day
        day -= timedelta(days=1)
    return None


def spread(number, count, ideal_days):
    """Days after the start on which customer `number` of `count` (from 0) is due, when
    all of them are spread over the ideal interval.

    >>> [spread(number, 4, 14) for number in range(4)]
    [1, 4, 8, 11]
    """
    return 1 + number * ideal_days // count


def moved_date(old, new, rose, today):
    """Due date after a change of tier: a rise never puts off, a fall never hurries.

    What is overdue stays so after a fall; a rise brings nothing before today.

    >>> from datetime import date
    >>> june = lambda day: date(2026, 6, day)
    >>> moved_date(june(20), june(12), True, june(15))
    datetime.date(2026, 6, 15)
    >>> moved_date(june(10), june(25), False, june(15))
    datetime.date(2026, 6, 10)
    """
    if rose:
        return min(old, max(new, today))
    return old if old < today else max(old, new)
