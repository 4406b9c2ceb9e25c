"""The month of a performance figure: plain dates, no records."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from babel.dates import format_skeleton
from dateutil.relativedelta import relativedelta

from odoo.tools.misc import babel_locale_parse

DAY = timedelta(days=1)
MONTH = relativedelta(months=1)
YEAR = relativedelta(years=1)


def first_day(day):
    """First day of the month of a day.

    >>> first_day(date(2026, 6, 15))
    datetime.date(2026, 6, 1)
    """
    return day.replace(day=1)


def months_between(first, last):
    """First days of the months from one month to another one, both included.

    >>> months_between(date(2026, 11, 1), date(2027, 1, 1))[1:]
    [datetime.date(2026, 12, 1), datetime.date(2027, 1, 1)]
    """
    months = []
    while first <= last:
        months.append(first)
        first += MONTH
    return months


def month_name(month, lang):
    """Month and year as a language writes them, not all in this order.

    >>> month_name(date(2026, 6, 1), "en_US"), month_name(date(2026, 6, 1), "zh_CN")
    ('June 2026', '2026年6月')
    """
    return format_skeleton("yMMMM", month, locale=babel_locale_parse(lang))


@dataclass(frozen=True)
class KpiPeriod:
    """A month of a company, as seen on one of its days."""

    first: date
    today: date
    # in UTC, without zone
    start: datetime
    stop: datetime

    @property
    def end(self):
        """The last day of the month."""
        return self.first + MONTH - DAY

    @property
    def is_over(self):
        return self.today > self.end

    @property
    def is_last(self):
        """Whether no other month has ended since."""
        return self.is_over and first_day(self.today) == self.first + MONTH

    @property
    def until(self):
        """The last day that counts: that of the month, or today."""
        return min(self.end, self.today)

    @property
    def as_of(self):
        """The day before which everything is decided."""
        return min(self.end + DAY, self.today)

    @property
    def year_before(self):
        """First and last day of as many days of the same month a year before.

        >>> month = date(2028, 2, 1), date(2028, 2, 29), None, None
        >>> KpiPeriod(*month).year_before[1]
        datetime.date(2027, 2, 28)
        """
        first = self.first - YEAR
        if self.is_over:
            return first, first + MONTH - DAY
        return first, self.until - YEAR

    @property
    def pace(self):
        """Part of the month that has passed by the end of today.

        >>> KpiPeriod(date(2026, 6, 1), date(2026, 6, 15), None, None).pace
        0.5
        """
        return self.until.day / self.end.day
