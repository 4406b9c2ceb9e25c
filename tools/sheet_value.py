"""One cell to what it means: text, number, day, yes or no."""

import re
import unicodedata
from datetime import date, datetime, time, timedelta

from odoo.tools.translate import LazyTranslate

from .sheet_error import SheetError
from .touch_note import FORBIDDEN

_lt = LazyTranslate(__name__, default_lang="en_US")

ERRORS = {
    *("#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "#N/A N/A"),
    *("#GETTING_DATA", "#SPILL!", "#CALC!", "#FIELD!", "#BLOCKED!", "#UNKNOWN!"),
}
NOT_CALCULATED = "#FORMULA!"
YES = {"yes", "y", "true", "x", "1", "是", "有", "对", "對", "真", "√", "✓", "✔"}
NO = {"no", "n", "false", "0", "否", "无", "無", "不", "假", "×"}
DAY = re.compile(
    r"(?P<year>\d{4})\s*[-/.年]\s*(?P<month>\d{1,2})\s*[-/.月]\s*(?P<day>\d{1,2})\s*[日号號]?"
)
COMPACT = re.compile(r"(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)")
DOTTED = re.compile(r"(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.\s?(?P<year>\d{4})")
SLASHED = re.compile(r"(?P<first>\d{1,2})[-/](?P<second>\d{1,2})[-/](?P<year>\d{4})")
NAMED = ("%d %b %Y", "%d %B %Y", "%b %d, %Y", "%B %d, %Y", "%d-%b-%Y")
CLOCK = re.compile(r"[T ]\s*\d{1,2}:\d\d(:\d\d(\.\d+)?)?Z?$")
SIGNS = re.compile(r"[\s'¥￥$€£]|RMB|CNY|USD|EUR|元", re.IGNORECASE)
# what Excel keeps in a cell
MAX_TEXT = 32_767
# fifteen digits of a number
MAX_NUMBER = 10**15
# of what people write down: the calendars are kept for about as long
YEARS = range(1850, 2200)
# of a value, as much as one recognises it by
SHOWN = 60
MYRIADS = {"万": 10_000, "萬": 10_000, "亿": 100_000_000, "億": 100_000_000}


def is_empty(value):
    return value is None or (isinstance(value, str) and not value.strip())


def clean(text):
    """Without signs that no text is made of.

    >>> clean("a\\x00b")
    'ab'
    """
    return FORBIDDEN.sub("", text)


def shown(value):
    """A value in a sentence about it.

    >>> shown(13.5), len(shown("a" * 100))
    ('13.5', 61)
    """
    text = clean(str(value))
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"


def check(value):
    """Refuse a cell that shows an error instead of a value, or is too long."""
    if isinstance(value, str) and len(value) > MAX_TEXT:
        raise SheetError(
            _lt("the text is longer than Excel allows (32,767 characters): shorten it")
        )
    if isinstance(value, str) and value.startswith("#"):
        if value == NOT_CALCULATED:
            raise SheetError(
                _lt(
                    "the formula has never been calculated. Open the file in Excel and "
                    "save it"
                )
            )
        if value in ERRORS:
            raise SheetError(_lt("the cell shows the error %(error)s", error=value))


def flatten(value):
    """Digits, letters and signs of full width as plain ones.

    >>> flatten("２０２６－０６")
    '2026-06'
    """
    return unicodedata.normalize("NFKC", str(value)).strip()


def read_text(value):
    """
    >>> read_text(13812345678.0), read_text("  A  ")
    ('13812345678', 'A')
    """
    check(value)
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        plain = value.time() == time()
        return value.date().isoformat() if plain else value.isoformat(" ", "minutes")
    return clean(str(value)).replace("\r\n", "\n").replace("\r", "\n").strip()


def read_phone(value):
    """
    >>> read_phone(13812345678.0), read_phone("０１０－１２３"), read_phone("123.0")
    ('13812345678', '010-123', '123')
    """
    text = flatten(read_text(value))
    return re.sub(r"^(\+?\d+)\.0$", r"\1", text)


def read_number(value):
    """
    >>> read_number("１，２３４．５０"), read_number("35%"), read_number("12.5万")
    (1234.5, 0.35, 125000.0)
    """
    check(value)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        # an int may be larger than any float
        return float(value) if abs(value) < MAX_NUMBER else _check_number(value)
    text = SIGNS.sub("", flatten(value)) if isinstance(value, str) else ""
    factor = 1.0
    if text[-1:] in MYRIADS:
        factor, text = MYRIADS[text[-1]], text[:-1]
    elif text.endswith("%"):
        factor, text = 0.01, text[:-1]
    if text.startswith("(") and text.endswith(")"):
        text = f"-{text[1:-1]}"
    text = _drop_separators(text)
    if not re.fullmatch(r"[-+]?\d+(\.\d*)?([eE][-+]?\d+)?", text):
        raise SheetError(_lt("“%(value)s” is not a number", value=shown(value)))
    return _check_number(round(float(text) * factor, 10))


def _check_number(number):
    # infinity, and what is no number, are none either
    if not abs(number) < MAX_NUMBER:
        raise SheetError(_lt("“%(value)s” is too large a number", value=shown(number)))
    return number


def _drop_separators(text):
    """Leave the decimal point: the separator that comes last.

    >>> _drop_separators("1.234,5"), _drop_separators("1,234"), _drop_separators("1,5")
    ('1234.5', '1234', '1.5')
    """
    if "," in text and "." in text:
        thousands = "," if text.rindex(",") < text.rindex(".") else "."
        return text.replace(thousands, "").replace(",", ".")
    if re.fullmatch(r"[-+]?\d{1,3}(,\d{3})+", text):
        return text.replace(",", "")
    return text.replace(",", ".") if text.count(",") == 1 else text


def read_day(value):
    """A whole date, of a cell or of a text in one of the usual ways.

    >>> read_day("2026年6月15日"), read_day("15.06.2026") == read_day("20260615")
    (datetime.date(2026, 6, 15), True)
    """
    check(value)
    if isinstance(value, datetime):
        return _check_year(value.date())
    if isinstance(value, date):
        return _check_year(value)
    text = ""
    if isinstance(value, (str, int)) or (
        isinstance(value, float) and value.is_integer()
    ):
        text = CLOCK.sub("", flatten(read_text(value)))
    numbers = _match_day(text)
    try:
        if numbers:
            return _check_year(date(*numbers))
    except ValueError:
        raise SheetError(
            _lt("there is no day “%(value)s”", value=shown(value))
        ) from None
    if day := _match_named_day(text):
        return _check_year(day)
    raise SheetError(
        _lt("“%(value)s” is not a date. Write it like 2026-06-15", value=shown(value))
    )


def _check_year(day):
    if day.year not in YEARS:
        raise SheetError(
            _lt("the year %(year)s is too far from today: correct it", year=day.year)
        )
    return day


def _match_day(text):
    for pattern in (DAY, COMPACT, DOTTED):
        if found := pattern.fullmatch(text):
            return [int(found[part]) for part in ("year", "month", "day")]
    if found := SLASHED.fullmatch(text):
        first, second, year = (int(number) for number in found.groups())
        if first <= 12 and second <= 12 and first != second:
            raise SheetError(
                _lt(
                    "“%(value)s” can be read in two ways. Write it like 2026-06-15",
                    value=text,
                )
            )
        return [year, *((second, first) if first > 12 else (first, second))]
    return None


def _match_named_day(text):
    for pattern in NAMED:
        try:
            return datetime.strptime(text, pattern).date()
        except ValueError:
            continue
    return None


def read_hour(value):
    """Hours of the day as a number: of a time, a number, or a text like 9:30.

    >>> read_hour("09:30"), read_hour(9.5), read_hour(time(9, 30))
    (9.5, 9.5, 9.5)
    """
    check(value)
    if isinstance(value, timedelta):
        return value.total_seconds() / 3600
    if isinstance(value, datetime):
        value = value.time()
    if isinstance(value, time):
        return value.hour + value.minute / 60
    if found := re.fullmatch(r"(\d{1,2})[:时點点](\d\d)?分?", flatten(value)):
        return int(found[1]) + int(found[2] or 0) / 60
    return read_number(value)


def read_yes(value):
    """
    >>> read_yes("是"), read_yes("no"), read_yes(True)
    (True, False, True)
    """
    check(value)
    if isinstance(value, bool):
        return value
    text = flatten(read_text(value)).lower()
    if text in YES or text in NO:
        return text in YES
    raise SheetError(_lt("“%(value)s” is neither yes nor no", value=shown(value)))
