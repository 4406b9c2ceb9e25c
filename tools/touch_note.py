"""The comment of a cell of the contact calendar: what was said in each contact."""

import re

# as many characters as Excel keeps in a comment
MAX_COMMENT = 32_767
INDENT = "  "
MARK = re.compile(r"(\S) ?[:：] ?(.*)")
# what no workbook can hold
FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def note_text(summary, note):
    """Summary and note of a contact as one text.

    >>> note_text("Tea", "Tea and chess"), note_text("Tea", "Chess"), note_text("", "")
    ('Tea and chess', 'Tea\\nChess', '')
    """
    summary, note = (FORBIDDEN.sub("", text or "").strip() for text in (summary, note))
    if not summary or note.startswith(summary):
        return note
    return f"{summary}\n{note}".strip()


def short_text(summary, note, length):
    """What a cell of the calendar tells of a contact in one line.

    >>> short_text("Tea", " and\\n chess ", 40), short_text("Tea", "Tea, chess", 8)
    ('Tea – and chess', 'Tea, che')
    """
    note = " ".join(note.split())
    parts = [note] if note.startswith(summary) else [summary, note]
    return " – ".join(filter(None, parts))[:length]


def split_text(text, length):
    """Summary, of at most `length` characters, and note of a contact.

    >>> split_text("Tea\\nChess", 9), split_text("Tea and chess", 9)
    (('Tea', 'Chess'), ('Tea and c', 'Tea and chess'))
    """
    first, _line, rest = text.strip().partition("\n")
    return first[:length].strip(), text.strip() if len(first) > length else rest.strip()


def join_notes(contacts):
    """The comment of a cell from the (letter, text) of its contacts in order of time.

    >>> join_notes([("T", ""), ("M", "Tea\\nT: 3 o'clock"), ("T", "Price")])
    "T:\\nM: Tea\\n  T: 3 o'clock\\nT: Price"
    >>> join_notes([("T", "Price"), ("T", "")])
    'T: Price'
    """
    told, parts = set(), []
    for letter, text in reversed(contacts):
        # the n-th note of a letter is that of its n-th contact
        if text or letter in told:
            told.add(letter)
            lines = f"{letter}: {text}".strip().splitlines()
            parts.append(f"\n{INDENT}".join(lines))
    return _cut("\n".join(reversed(parts)))


def _cut(text):
    """Excel counts as UTF-16 does."""
    return text.encode("utf-16-le")[: 2 * MAX_COMMENT].decode("utf-16-le", "ignore")


def split_notes(comment, letters):
    """Notes of the contacts of a cell, as `join_notes` wrote them; None where the
    comment is about the whole cell.

    >>> split_notes("T:\\nM: Tea\\n  T: 3 o'clock\\nT: Price", "TMT")
    ['', "Tea\\nT: 3 o'clock", 'Price']
    >>> split_notes("m：Tea", "TM"), split_notes("Tea", "TM")
    (['', 'Tea'], None)
    """
    found, current = {letter: [] for letter in letters}, None
    for line in comment.splitlines():
        mark = MARK.fullmatch(line)
        if mark and mark[1].upper() in found:
            current = [mark[2]]
            found[mark[1].upper()].append(current)
        elif current is not None:
            current.append(line.removeprefix(INDENT))
        elif line.strip():
            return None
    texts = {
        letter: ["\n".join(lines).strip() for lines in notes]
        for letter, notes in found.items()
    }
    if current is None:
        return None
    return [_take(texts, letters, at) for at in range(len(letters))]


def _take(texts, letters, position):
    """The next note of a letter; the last contact of the letter gets all the rest."""
    letter = letters[position]
    waiting = texts[letter]
    if letter not in letters[position + 1 :]:
        return "\n".join(waiting)
    return waiting.pop(0) if waiting else ""


def spread_notes(letters, comment):
    """(letter, times, note, whether the note is of the whole cell) of a cell.

    >>> spread_notes([("T", 2), ("M", 1)], "T: Tea")
    [('T', 1, 'Tea', False), ('T', 1, '', False), ('M', 1, '', False)]
    >>> spread_notes([("T", 2), ("M", 1)], "Tea")
    [('T', 2, 'Tea', True), ('M', 1, 'Tea', True)]
    """
    plain = "".join(letter * times for letter, times in letters)
    notes = split_notes(comment, plain)
    if notes is None:
        return [(letter, times, comment, True) for letter, times in letters]
    runs = []
    for pair in zip(plain, notes, strict=True):
        if runs and runs[-1][0] == pair:
            runs[-1][1] += 1
        else:
            runs.append([pair, 1])
    return [(letter, times, note, False) for (letter, note), times in runs]
