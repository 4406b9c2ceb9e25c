"""The letters of a day's contacts, as the cells of the contact calendar show them."""

import re

MANY = 3  # from here on "T×3" is shorter


def letters_text(letters):
    """Letters in order of time, long runs counted.

    >>> letters_text("TM"), letters_text("TTT"), letters_text("MTTTTE")
    ('TM', 'T×3', 'M T×4 E')
    """
    if len(letters) < MANY:
        return letters
    runs = [(run[1], len(run[0])) for run in re.finditer(r"(.)\1*", letters)]
    parts, plain = [], ""
    for letter, count in runs:
        if count < MANY:
            plain += letter * count
            continue
        parts += [plain] * bool(plain) + [f"{letter}×{count}"]
        plain = ""
    return " ".join(parts + [plain] * bool(plain))
