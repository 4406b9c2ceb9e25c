"""The letters of a day's contacts, as the cells of the contact calendar show them."""

from itertools import groupby

MANY = 3  # from here on "T×3" is shorter


def letters_text(letters):
    """Letters in order of time, long runs counted.

    >>> letters_text("TM"), letters_text("TTT"), letters_text("MTTTTE")
    ('TM', 'T×3', 'M T×4 E')
    """
    runs = [(letter, len(list(run))) for letter, run in groupby(letters)]
    parts, plain = [], ""
    for letter, count in runs:
        if count < MANY:
            plain += letter * count
            continue
        parts += [plain] * bool(plain) + [f"{letter}×{count}"]
        plain = ""
    return " ".join(parts + [plain] * bool(plain))
