"""Phone numbers that are typed in many ways, as digits that can be compared."""

import re

# numbers of a country that keeps the zero after its code
KEEP_ZERO = {"39"}
# shorter ones, beginning with the code of their country, have none
NATIONAL_MIN = 10


def digits(phone):
    """
    >>> digits("+86 138-1234-5678"), digits("ext")
    ('8613812345678', '')
    """
    return re.sub(r"\D", "", phone or "")


def international(phone, code):
    """Digits of a phone with the code of its country, '' where there are none.

    >>> international("+86 138-1234-5678", 49), international("0049 (0)30 123", 86)
    ('8613812345678', '4930123')
    >>> international("030 / 123", 49), international("8613812345678", 86)
    ('4930123', '8613812345678')
    """
    text = re.sub(r"\(0\)", "", phone or "").strip()
    number, code = digits(text), str(code or "")
    if text.startswith("+") or not (number and code):
        return number
    if number.startswith("00"):
        return number[2:]
    if number.startswith(code) and len(number) - len(code) >= NATIONAL_MIN:
        return number
    return code + (number if code in KEEP_ZERO else number.removeprefix("0"))


def spellings(number, codes):
    """All digits that may stand for an international number; `codes` are those of
    countries.

    >>> sorted(spellings("4930123", {"49", "86"}))
    ['004930123', '030123', '30123', '49030123', '4930123']
    """
    found = {number, f"00{number}"}
    for length in (1, 2, 3):
        code, rest = number[:length], number[length:]
        if code in codes and rest:
            found |= {rest, f"0{rest}", f"{code}0{rest}"}
    return found
