"""Dates as people write them, read and written: Gregorian or lunar, year optional."""

import re
from unicodedata import normalize

from .occurrence import DateError, PartialDate

LUNAR_WORD = (
    r"农历|農曆|农曆|阴历|陰曆|陰历|旧历|舊曆|\b(?:chinese )?lunar(?: calendar)?\b"
)
LEAP_WORD = r"闰|閏|\bleap(?: month)?\b"
DIGITS = {digit: str(value) for value, digit in enumerate("零一二三四五六七八九")}
DIGITS |= {"〇": "0", "○": "0"}
# a number of the calendar: 1 to 31 in figures or characters
CHARACTERS = "初十廿卅一二三四五六七八九"
MONTH = rf"(\d{{1,2}}|正|冬|腊|臘|[{CHARACTERS}]+)月"
DAY = rf"(\d{{1,2}}|[{CHARACTERS}]+)"
YEAR = r"(\d{4}|[零〇○一二三四五六七八九]{4})"
MONTHS = {"正": 1, "冬": 11, "腊": 12, "臘": 12}
NEW_YEARS_EVE = re.compile(r"(除夕|大年三十|年三十)$")
CHINESE = re.compile(rf"(?:{YEAR}年)?{MONTH}{DAY}([日号號])?$")
# what only a lunar date is written with
ONLY_LUNAR = re.compile(r"[正冬腊臘]月|月(初|廿|卅)")
YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$")
YEAR_LAST = re.compile(r"(\d{1,2})([-/.])(\d{1,2})[-/.](\d{4})$")
COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})$")
NO_YEAR = re.compile(r"(?:--)?(\d{1,2})[-/.](\d{1,2})(\.)?$")
ENGLISH = "jan feb mar apr may jun jul aug sep oct nov dec".split()
NAME = r"([a-z]{3})[a-z]*\.?"
DAY_NAME = re.compile(
    rf"(\d{{1,2}})(?:st|nd|rd|th)?\.? ?-?{NAME}(?: |-|, ?)?(\d{{4}})?$"
)
NAME_DAY = re.compile(rf"{NAME} ?(\d{{1,2}})(?:st|nd|rd|th)?(?:,? ?(\d{{4}}))?$")
TIME = re.compile(r"[ t]0{1,2}:00(:00(\.0+)?)?$")


def parse(text):
    """Read a typed date; raises DateError ("unreadable", or "ambiguous" for what could
    be day/month as well as month/day), or another code if there is no such day.

    >>> tuple(parse("1985-03-08"))
    ('gregorian', 3, 8, 1985, False)
    >>> tuple(parse("农历闰六月初三")) == tuple(parse("lunar leap 6/3"))
    True
    """
    plain = " ".join(normalize("NFKC", text or "").lower().split())
    plain = re.sub(r" ?([-/]) ?", r"\1", plain)
    lunar, plain = _strip(LUNAR_WORD, plain)
    leap, plain = _strip(LEAP_WORD, plain)
    plain = plain.strip(" ()[]:,;") if lunar or leap else plain
    found = _read(plain, lunar or leap)
    if not found:
        raise DateError("unreadable", text)
    year, month, day, only_lunar = found
    lunar = lunar or leap or only_lunar
    calendar = "lunar" if lunar else "gregorian"
    return PartialDate(calendar, month, day, year, leap).check()


def _strip(word, text):
    """Return (whether the word is in a text, the text without it)."""
    rest, count = re.subn(rf"\s*(?:{word})\s*", " ", text)
    if count and not text.isascii():
        rest = rest.replace(" ", "")
    return bool(count), rest.strip()


def _read(text, lunar):
    """Return (year, month, day, whether only a lunar date is written so) or None."""
    for read in (_read_eve, _read_chinese, _read_figures, _read_no_year, _read_english):
        if found := read(text, lunar):
            return found
    return None


def _read_eve(text, _lunar):
    return (0, 12, 30, True) if NEW_YEARS_EVE.match(text) else None


def _read_chinese(text, _lunar):
    text = text.replace(" ", "")
    found = CHINESE.match(text)
    if not found:
        return None
    year, month, day, suffix = found.groups()
    year = "".join(DIGITS.get(character, character) for character in year or "0")
    only_lunar = bool(ONLY_LUNAR.search(text))
    only_lunar |= not suffix and not day.isdigit() and not month.isdigit()
    return int(year), _number(month), _number(day), only_lunar


def _read_figures(text, lunar):
    text = TIME.sub("", text)
    if found := YEAR_FIRST.match(text) or COMPACT.match(text):
        return *map(int, found.groups()), False
    if found := YEAR_LAST.match(text):
        first, separator, second, year = found.groups()
        month, day = _order(int(first), int(second), separator == ".", lunar)
        return int(year), month, day, False
    return None


def _order(first, second, day_first, lunar):
    """Which of two numbers before a year is the month."""
    if day_first or first > 12 >= second and not lunar:
        return second, first
    if first != second and second <= 12:
        raise DateError("ambiguous")
    return first, second


def _read_no_year(text, lunar):
    found = NO_YEAR.match(text)
    if not found:
        return None
    first, second, full_stop = int(found[1]), int(found[2]), found[3]
    if full_stop or (first > 12 >= second and not lunar):
        first, second = second, first
    return 0, first, second, False


def _read_english(text, _lunar):
    if found := DAY_NAME.match(text):
        day, name, year = found.groups()
    elif found := NAME_DAY.match(text):
        name, day, year = found.groups()
    else:
        return None
    if name not in ENGLISH:
        return None
    return int(year or 0), ENGLISH.index(name) + 1, int(day), False


def _number(text):
    """Value of a month or day; 0 for what is none.

    >>> [_number(text) for text in ("8", "正", "初三", "十五", "廿九", "三十一")]
    [8, 1, 3, 15, 29, 31]
    """
    if text.isdigit():
        return int(text)
    if text in MONTHS:
        return MONTHS[text]
    text = text.removeprefix("初").replace("廿", "二十").replace("卅", "三十")
    if text == "十":
        return 10
    tens, ten, ones = text.rpartition("十")
    if not all(part == "" or part in DIGITS for part in (tens, ones)):
        return 0
    return (int(DIGITS.get(tens, 1)) * 10 if ten else 0) + int(DIGITS.get(ones, 0))


# writing
ONES = "一二三四五六七八九十"
DAYS = [
    *(f"初{digit}" for digit in ONES),
    *(f"十{digit}" for digit in ONES[:9]),
    "二十",
    *(f"廿{digit}" for digit in ONES[:9]),
    "三十",
]
LUNAR_MONTHS = [f"{digit}月" for digit in "正二三四五六七八九十冬腊"]
TRADITIONAL = str.maketrans("农历闰腊", "農曆閏臘")


def chinese(partial, traditional=False):
    """A date as Chinese write it.

    >>> chinese(PartialDate("lunar", 8, 15)), chinese(PartialDate("gregorian", 3, 8))
    ('农历八月十五', '3月8日')
    >>> chinese(PartialDate("lunar", 6, 3, 2025, True), traditional=True)
    '2025年農曆閏六月初三'
    """
    _calendar, month, day, year, leap = partial
    text = f"{year}年" if year else ""
    if partial.calendar == "gregorian":
        return f"{text}{month}月{day}日"
    text += f"农历{'闰' * leap}{LUNAR_MONTHS[month - 1]}{DAYS[day - 1]}"
    return text.translate(TRADITIONAL) if traditional else text


def plain(partial):
    """A date as `parse` reads it in every language.

    >>> plain(PartialDate("gregorian", 3, 8, 1985)), plain(PartialDate("lunar", 8, 15))
    ('1985-03-08', 'lunar 8/15')
    """
    _calendar, month, day, year, leap = partial
    text = f"{year:04}-{month:02}-{day:02}" if year else f"{month}/{day}"
    if partial.calendar == "gregorian":
        return text
    return f"lunar {'leap ' * leap}{text}"
