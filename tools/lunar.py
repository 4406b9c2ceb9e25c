"""The Chinese lunar calendar and solar terms; month starts of a year are kept.

Every function takes lunar years from 1901 to 2099 and raises LunarError outside.
"""

from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

from lunar_python import LunarYear, Solar

FIRST_YEAR = 1901
LAST_YEAR = 2099
# in the order of the Gregorian year
TERMS = (
    *("小寒", "大寒", "立春", "雨水", "惊蛰", "春分", "清明", "谷雨"),
    *("立夏", "小满", "芒种", "夏至", "小暑", "大暑", "立秋", "处暑"),
    *("白露", "秋分", "寒露", "霜降", "立冬", "小雪", "大雪", "冬至"),
)


class LunarError(ValueError):
    """There is no such lunar date; `code` says why: range, month, leap or day."""

    def __init__(self, code, message):
        super().__init__(message)
        self.code = code


class LunarDate(NamedTuple):
    year: int
    month: int
    day: int
    leap: bool = False


class LunarMonth(NamedTuple):
    start: date
    days: int


@cache
def _year(year):
    if not FIRST_YEAR <= year <= LAST_YEAR:
        message = f"{year} is not between {FIRST_YEAR} and {LAST_YEAR}"
        raise LunarError("range", message)
    return LunarYear.fromYear(year)


def _gregorian(julian_day):
    solar = Solar.fromJulianDay(julian_day)
    return date(solar.getYear(), solar.getMonth(), solar.getDay())


@cache
def _months(year):
    """Months of a lunar year in their order: {(month, leap): LunarMonth}."""
    return {
        (abs(month.getMonth()), month.isLeap()): LunarMonth(
            _gregorian(month.getFirstJulianDay()), month.getDayCount()
        )
        for month in _year(year).getMonthsInYear()
    }


@cache
def leap_month(year):
    """Number of the month that a lunar year has twice, 0 without one.

    >>> leap_month(2025), leap_month(2026)
    (6, 0)
    """
    return next((month for month, leap in _months(year) if leap), 0)


def _month(year, month, leap):
    if not 1 <= month <= 12:
        raise LunarError("month", f"there is no lunar month {month}")
    found = _months(year).get((month, bool(leap)))
    if not found:
        raise LunarError("leap", f"{year} has no leap month {month}")
    return found


def month_days(year, month, leap=False):
    """How many days a month has: 29 or 30.

    >>> month_days(2025, 6), month_days(2025, 6, leap=True)
    (30, 29)
    """
    return _month(year, month, leap).days


def to_gregorian(year, month, day, leap=False):
    """The day of a lunar date.

    >>> to_gregorian(2026, 8, 15)
    datetime.date(2026, 9, 25)
    """
    start, days = _month(year, month, leap)
    if not 1 <= day <= days:
        raise LunarError("day", f"that month of {year} has {days} days")
    return start + timedelta(days=day - 1)


def from_gregorian(day):
    """The lunar date of a day.

    >>> from_gregorian(date(2026, 1, 1))
    LunarDate(year=2025, month=11, day=13, leap=False)
    """
    year = day.year
    # the lunar year begins between 21 January and 20 February
    if year > LAST_YEAR or day < _months(year)[1, False].start:
        year -= 1
    for (month, leap), (start, days) in _months(year).items():
        number = (day - start).days + 1
        if 1 <= number <= days:
            return LunarDate(year, month, number, leap)
    raise LunarError("range", f"{day} lies after the lunar year {LAST_YEAR}")


def year_end(year):
    """New Year's Eve (除夕): the last day of a lunar year.

    >>> year_end(2025)
    datetime.date(2026, 2, 16)
    """
    start, days = _month(year, 12, False)
    return start + timedelta(days=days - 1)


@cache
def _terms(year):
    days = {_gregorian(moment) for moment in _year(year).getJieQiJulianDays()}
    return tuple(sorted(day for day in days if day.year == year))


def solar_term(year, term):
    """The day in a Gregorian year of a solar term: its name of TERMS, or its index.

    >>> solar_term(2026, "清明"), solar_term(2026, 23)
    (datetime.date(2026, 4, 5), datetime.date(2026, 12, 22))
    """
    return _terms(year)[TERMS.index(term) if isinstance(term, str) else term]
