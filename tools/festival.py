"""On which days festivals fall: dates in, (date, key) out.

The key of an occurrence is the year of the calendar used, as text; that of a public
holiday is its first day, since one name may come twice in a year.
"""

import re
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

import holidays

from . import lunar, occurrence

KINDS = ("fixed", "lunar", "solar_term", "weekday", "public_holiday")
# in the order of lunar.TERMS
TERMS = (
    *("xiaohan", "dahan", "lichun", "yushui", "jingzhe", "chunfen", "qingming"),
    *("guyu", "lixia", "xiaoman", "mangzhong", "xiazhi", "xiaoshu", "dashu", "liqiu"),
    *("chushu", "bailu", "qiufen", "hanlu", "shuangjiang", "lidong", "xiaoxue"),
    *("daxue", "dongzhi"),
)
LAST = -1
# what a library adds to a name: the day is a guess of the moon, or it makes up for
# another one
ESTIMATED = re.compile(r" \(estimated\)$")
SUBSTITUTE = re.compile(
    r"\bobserved\b|\bsubstitut|\bin lieu\b|^day off\b|\bbridge\b|\badditional\b", re.I
)


class FestivalError(ValueError):
    """There is no such festival; `code` says why.

    Codes: kind, term, month, weekday, week, country, holiday, and those of
    occurrence.DateError.
    """

    def __init__(self, code, message=""):
        super().__init__(message or code)
        self.code = code


class Festival(NamedTuple):
    """A rule that says on which day of each year something is celebrated."""

    kind: str
    month: int = 0
    day: int = 0
    leap: bool = False
    term: str = ""
    weekday: int = 0  # 1 (Monday) to 7
    week: int = 0  # 1 to 5, or LAST
    holiday: str = ""  # names, separated by semicolons
    country: str = ""  # two letters

    def check(self):
        """Raise FestivalError unless the rule makes sense."""
        if self.kind not in KINDS:
            raise FestivalError("kind")
        if self.kind in ("fixed", "lunar"):
            try:
                self._get_partial().check()
            except occurrence.DateError as error:
                raise FestivalError(error.code) from error
        elif self.kind == "solar_term" and self.term not in TERMS:
            raise FestivalError("term")
        elif self.kind == "weekday":
            self._check_weekday()
        elif self.kind == "public_holiday":
            self._check_holiday()
        return self

    def _check_weekday(self):
        if not 1 <= self.month <= 12:
            raise FestivalError("month")
        if not 1 <= self.weekday <= 7:
            raise FestivalError("weekday")
        if self.week not in (1, 2, 3, 4, 5, LAST):
            raise FestivalError("week")

    def _check_holiday(self):
        if not split_names(self.holiday):
            raise FestivalError("holiday")
        if self.country and not is_known_country(self.country):
            raise FestivalError("country")

    def _get_partial(self):
        calendar = "lunar" if self.kind == "lunar" else "gregorian"
        return occurrence.PartialDate(calendar, self.month, self.day, 0, self.leap)


def occurrences(festival, start, stop, rules=occurrence.RULES):
    """Return the (day, key) of a festival from a day to another one, in order.

    Raises lunar.LunarError where that leaves the lunar years 1901 to 2099.

    >>> from datetime import date
    >>> year = date(2026, 1, 1), date(2026, 12, 31)
    >>> occurrences(Festival("weekday", 5, weekday=7, week=2), *year)
    [(datetime.date(2026, 5, 10), '2026')]
    >>> occurrences(Festival("lunar", 12, 30), *year)
    [(datetime.date(2026, 2, 16), '2025')]
    """
    if start > stop:
        return []
    if festival.kind == "public_holiday":
        return _public_holidays(festival, start, stop)
    if festival.kind in ("fixed", "lunar"):
        partial = festival._get_partial()
        found = occurrence.between(partial, start, stop, rules)
        return [(day, str(year)) for day, year in found]
    years = range(start.year, stop.year + 1)
    found = ((_in_year(festival, year), str(year)) for year in years)
    return [(day, key) for day, key in found if day and start <= day <= stop]


def _in_year(festival, year):
    if festival.kind == "solar_term":
        return lunar.solar_term(year, TERMS.index(festival.term))
    return nth_weekday(year, festival.month, festival.weekday, festival.week)


def nth_weekday(year, month, weekday, week):
    """The nth, or last, weekday of a month; None in months without a fifth one.

    >>> nth_weekday(2026, 11, 4, 4), nth_weekday(2026, 5, 1, LAST)
    (datetime.date(2026, 11, 26), datetime.date(2026, 5, 25))
    >>> nth_weekday(2026, 2, 7, 5)
    """
    if week == LAST:
        following = date(year + month // 12, month % 12 + 1, 1)
        last = following - timedelta(days=1)
        return last - timedelta(days=(last.isoweekday() - weekday) % 7)
    first = date(year, month, 1)
    day = first + timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (week - 1))
    return day if day.month == month else None


# --- public holidays -----------------------------------------------------------------


def is_known_country(country):
    """Whether the public holidays of a country, by its two letters, are known.

    >>> is_known_country("CN"), is_known_country("XX")
    (True, False)
    """
    return country.upper() in known_countries()


@lru_cache(maxsize=1)
def known_countries():
    """Two letters of each country whose public holidays are known."""
    return frozenset(holidays.list_supported_countries(include_aliases=False))


@lru_cache(maxsize=1024)
def _holidays(country, year):
    """{day: names} of a country and year, in English, without days that make up for
    others."""
    if not is_known_country(country):
        return {}
    found = holidays.country_holidays(
        country.upper(), years=[year], observed=False, language="en_US"
    )
    return {
        day: names
        for day in found
        # a year may bring days of its neighbours
        if day.year == year and (names := _plain_names(found.get_list(day)))
    }


def _plain_names(names):
    return tuple(
        ESTIMATED.sub("", name) for name in names if not SUBSTITUTE.search(name)
    )


def split_names(text):
    """Names of one holiday in several countries.

    >>> split_names("Eid al-Fitr; Eid al-Fitr Holiday ;")
    ('Eid al-Fitr', 'Eid al-Fitr Holiday')
    """
    names = (name.strip() for name in (text or "").split(";"))
    return tuple(name for name in names if name)


def _public_holidays(festival, start, stop):
    """The first day of each run of days of one name."""
    wanted = {name.casefold() for name in split_names(festival.holiday)}
    days = {
        day
        for year in range(start.year - 1, stop.year + 1)
        for day, names in _holidays(festival.country, year).items()
        if not wanted.isdisjoint(name.casefold() for name in names)
    }
    eve = timedelta(days=1)
    first = sorted(day for day in days if day - eve not in days)
    return [(day, day.isoformat()) for day in first if start <= day <= stop]


def holiday_names(countries, year):
    """Names that public holidays of some countries have from a year to the next, the
    most common ones first.

    >>> holiday_names(["US"], 2026)[:2]
    ['Christmas Day', 'Columbus Day']
    """
    found = {}
    for country in countries:
        days = [_holidays(country, year), _holidays(country, year + 1)]
        for name in {
            name for each in days for names in each.values() for name in names
        }:
            found[name] = found.get(name, 0) + 1
    return sorted(found, key=lambda name: (-found[name], name))
