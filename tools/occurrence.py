"""Dates of which the year may be unknown, and when they come round."""

from calendar import isleap, monthrange
from datetime import date, timedelta
from typing import NamedTuple

from . import lunar

LEAP_YEAR = 2000
NO_OCCURRENCE = (None, 0)


class DateError(ValueError):
    """There is no such date; `code` says why.

    Codes: calendar, month, day, short_month, leap_day, year, lunar_day, leap_gregorian,
    leap_month, leap_never, lunar_short_month, lunar_year.
    """

    def __init__(self, code, message=""):
        super().__init__(message or code)
        self.code = code


class PartialDate(NamedTuple):
    """A day of the Gregorian or lunar calendar; year 0 = unknown."""

    calendar: str
    month: int
    day: int
    year: int = 0
    leap: bool = False

    def check(self):
        """Raise DateError unless there is such a day."""
        if self.calendar not in ("gregorian", "lunar"):
            raise DateError("calendar")
        if not 1 <= self.month <= 12:
            raise DateError("month")
        if self.calendar == "lunar":
            self._check_lunar()
        else:
            self._check_gregorian()
        return self

    def _check_gregorian(self):
        if self.leap:
            raise DateError("leap_gregorian")
        if not 1 <= self.day <= 31:
            raise DateError("day")
        if self.day > monthrange(LEAP_YEAR, self.month)[1]:
            raise DateError("short_month")
        if self.year and not 1000 <= self.year <= 9999:
            raise DateError("year")
        if self.year and self.day > monthrange(self.year, self.month)[1]:
            raise DateError("leap_day")

    def _check_lunar(self):
        if not 1 <= self.day <= 30:
            raise DateError("lunar_day")
        if self.leap and self.month in (1, 12):
            raise DateError("leap_never")
        if not self.year:
            return
        if not lunar.FIRST_YEAR <= self.year <= lunar.LAST_YEAR:
            raise DateError("lunar_year")
        if self.leap and lunar.leap_month(self.year) != self.month:
            raise DateError("leap_month")
        if self.day > lunar.month_days(self.year, self.month, self.leap):
            raise DateError("lunar_short_month")


class Rules(NamedTuple):
    """What to do in years without that day: feb28 or mar1, leap or regular month."""

    leap_day: str = "feb28"
    leap_month: str = "leap"


RULES = Rules()


def origin(partial):
    """The day itself of a date whose year is known, else None.

    >>> origin(PartialDate("lunar", 8, 15, 2026))
    datetime.date(2026, 9, 25)
    """
    if not partial.year:
        return None
    if partial.calendar == "lunar":
        _calendar, month, day, year, leap = partial
        return lunar.to_gregorian(year, month, day, leap)
    return date(partial.year, partial.month, partial.day)


def in_year(partial, year, rules=RULES):
    """When a date falls in a year of its own calendar.

    >>> in_year(PartialDate("gregorian", 2, 29), 2027)
    datetime.date(2027, 2, 28)
    >>> in_year(PartialDate("lunar", 6, 3, leap=True), 2025)
    datetime.date(2025, 7, 27)
    """
    if partial.calendar == "lunar":
        has_leap = lunar.leap_month(year) == partial.month
        leap = partial.leap and has_leap and rules.leap_month == "leap"
        days = lunar.month_days(year, partial.month, leap)
        return lunar.to_gregorian(year, partial.month, min(partial.day, days), leap)
    if (partial.month, partial.day) == (2, 29) and not isleap(year):
        return date(year, 3, 1) if rules.leap_day == "mar1" else date(year, 2, 28)
    return date(year, partial.month, partial.day)


def next_occurrence(partial, after, rules=RULES):
    """Return (day, key) of the first occurrence on or after a day, not before the date
    itself; the key is the year of the calendar used.

    Raises lunar.LunarError where that leaves the lunar years 1901 to 2099.

    >>> next_occurrence(PartialDate("gregorian", 2, 29), date(2027, 3, 1))
    (datetime.date(2028, 2, 29), 2028)
    >>> next_occurrence(PartialDate("lunar", 11, 13), date(2025, 1, 1))
    (datetime.date(2026, 1, 1), 2025)
    """
    after = max(after, origin(partial) or after)
    year = _calendar_year(partial, after)
    found = in_year(partial, year, rules)
    if found < after:
        year += 1
        found = in_year(partial, year, rules)
    return found, year


def single_occurrence(partial, after):
    """Like `next_occurrence` for what happens once; (None, 0) if over or undated.

    >>> single_occurrence(PartialDate("gregorian", 3, 8, 2026), date(2026, 3, 9))
    (None, 0)
    """
    day = origin(partial)
    return (day, partial.year) if day and day >= after else NO_OCCURRENCE


def between(partial, start, stop, rules=RULES, is_yearly=True):
    """Return the (day, key) of a date from a day to another one, in order.

    >>> between(PartialDate("lunar", 11, 13), date(2026, 1, 1), date(2026, 12, 31))
    [(datetime.date(2026, 1, 1), 2025), (datetime.date(2026, 12, 21), 2026)]
    """
    if not is_yearly:
        day, key = single_occurrence(partial, start)
        return [(day, key)] if day and day <= stop else []
    start = max(start, origin(partial) or start)
    if start > stop:
        return []
    years = range(_calendar_year(partial, start), _calendar_year(partial, stop) + 1)
    found = ((in_year(partial, year, rules), year) for year in years)
    return [(day, year) for day, year in found if start <= day <= stop]


def _calendar_year(partial, day):
    return lunar.from_gregorian(day).year if partial.calendar == "lunar" else day.year


def age(partial, today, rules=RULES):
    """Full years on a day since a date whose year is known, else None.

    >>> age(PartialDate("gregorian", 3, 8, 1985), date(2026, 3, 7))
    40
    >>> age(PartialDate("gregorian", 3, 8), date(2026, 3, 7)) is None
    True
    """
    if not partial.year or origin(partial) > today:
        return None
    _day, key = next_occurrence(partial, today + timedelta(days=1), rules)
    return key - partial.year - 1
