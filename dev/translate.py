"""Merges an exported template into the .pot and the .po files beside it."""

import sys
from pathlib import Path

import polib

OPTIONS = {"encoding": "utf-8", "wrapwidth": 78}
# an addon of its own, whatever Odoo takes its code for
EXAMPLE = "/doc/example/"
# what Odoo's own Chinese may leave as it is, without a translation
LATIN = {"ID", "Qweb"}


def contents(catalogue):
    return [(entry.msgid, entry.msgstr, entry.occurrences) for entry in catalogue]


def read_exported(path):
    """The exported template without the terms of the example of the documentation."""
    fresh = polib.pofile(path, **OPTIONS)
    for entry in list(fresh):
        entry.occurrences = [one for one in entry.occurrences if EXAMPLE not in one[0]]
        if not entry.occurrences:
            fresh.remove(entry)
    return fresh


def merge(fresh, path):
    """Write the terms of `fresh` to `path` with the translations that it holds."""
    old = polib.pofile(str(path), **OPTIONS) if path.exists() else polib.POFile()
    known = {entry.msgid: entry.msgstr for entry in old if not entry.obsolete}
    for entry in fresh:
        entry.msgstr = known.get(entry.msgid, "")
    if contents(fresh) == contents(old):
        return
    fresh.header = old.header or fresh.header
    date = fresh.metadata["POT-Creation-Date"]
    fresh.metadata = {**(old.metadata or fresh.metadata), "POT-Creation-Date": date}
    fresh.save(str(path))


def main(exported, template):
    template = Path(template)
    left = False
    for path in [template, *sorted(template.parent.glob("*.po"))]:
        merge(read_exported(exported), path)
        if path != template:
            for entry in polib.pofile(str(path)).untranslated_entries():
                if entry.msgid not in LATIN:
                    print(f"{path.stem}: {entry.msgid!r}")
                    left = True
    sys.exit(left)


if __name__ == "__main__":
    main(*sys.argv[1:])
