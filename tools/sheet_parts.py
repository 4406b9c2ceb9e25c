"""What openpyxl's streaming reader leaves out: comments, merges, bare formulas."""

import posixpath
import re
from xml.etree import ElementTree

from openpyxl.utils.cell import (
    column_index_from_string,
    coordinate_from_string,
    range_boundaries,
)

from .sheet_xls import without_author

CHUNK = 2**20
# longer than any element that is looked for: a formula has at most 8192 characters
OVERLAP = 2**16
# no expression runs past the next tag: a text of nothing but beginnings stays cheap
MERGE = re.compile(rb'<(?:\w+:)?mergeCell\s[^<>]*?ref="([A-Z0-9:$]+)"')
FORMULA = re.compile(
    rb"<(?:\w+:)?c\s([^<>]*)>\s*"
    rb"<(?:\w+:)?f(?:\s[^<>]*)?(?:/>|>[^<]*</(?:\w+:)?f>)\s*"
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
PLACE = re.compile(rb'\br="([A-Z]+[0-9]+)"')
# of whole columns and rows
ROWS, COLUMNS = 2**20, 2**14
ROW, PREFIXED_ROW = b"<row", b":row "


def scan_sheet(archive, path):
    """Return (merged ranges, columns of formulas without a result by row, how many
    rows there are)."""
    ranges, cells, tail, rows = {}, {}, b"", 0
    with archive.open(path) as part:
        while chunk := part.read(CHUNK):
            text = tail + chunk
            if b"mergeCell " in text:
                ranges.update(dict.fromkeys(MERGE.findall(text)))
            if b"<f" in text or b":f" in text:
                cells.update(dict.fromkeys(FORMULA.findall(text)))
            edge = tail[1 - len(ROW) :] + chunk
            rows += edge.count(ROW) + edge.count(PREFIXED_ROW)
            tail = text[-OVERLAP:]
    uncalculated = {}
    for attributes in cells:
        place = PLACE.search(attributes)
        # an empty text is a result
        if place and b't="str"' not in attributes:
            row, column = locate(place[1].decode())
            uncalculated.setdefault(row, []).append(column)
    return [to_range(text.decode()) for text in ranges], uncalculated, rows


def to_range(text):
    """
    >>> to_range("B1:D2"), to_range("A:B")
    ((1, 1, 2, 3), (1, 0, 1048576, 1))
    """
    left, top, right, bottom = range_boundaries(text)
    return top or 1, (left or 1) - 1, bottom or ROWS, (right or COLUMNS) - 1


def locate(cell):
    """
    >>> locate("AB12")
    (12, 27)
    """
    letters, row = coordinate_from_string(cell)
    return row, column_index_from_string(letters) - 1


def read_comments(archive, path):
    """Return the comments of a sheet as {row: {column: text}}."""
    notes = {}
    # a threaded comment says it without what Excel adds for older versions
    for kind in ("comments", "threadedComment"):
        found = {}
        for part in _get_related(archive, path, kind):
            with archive.open(part) as source:
                for cell, text in _read_texts(source):
                    found.setdefault(cell, []).append(text)
        for cell, texts in found.items():
            row, column = locate(cell)
            notes.setdefault(row, {})[column] = "\n".join(texts)
    return notes


def _get_related(archive, path, kind):
    folder, name = posixpath.split(path.lstrip("/"))
    relations = posixpath.join(folder, "_rels", f"{name}.rels")
    if relations not in archive.NameToInfo:
        return
    for relation in ElementTree.fromstring(archive.read(relations)):
        target = posixpath.normpath(
            posixpath.join("/", folder, relation.get("Target", ""))
        ).lstrip("/")
        if (
            relation.get("Type", "").endswith(f"/{kind}")
            and relation.get("TargetMode") != "External"
            and target in archive.NameToInfo
        ):
            yield target


def _read_texts(source):
    """Yield (cell, text) of a part with comments, one element in memory at a time."""
    authors = []
    for _event, element in ElementTree.iterparse(source):
        tag = element.tag.rpartition("}")[2]
        if tag == "author":
            authors.append(element.text or "")
        elif tag in ("comment", "threadedComment"):
            text = "".join(
                part.text or ""
                for part in element.iter()
                if part.tag.rpartition("}")[2] in ("t", "text")
            )
            number = element.get("authorId", "")
            known = number.isdigit() and int(number) < len(authors)
            text = without_author(text, authors[int(number)] if known else "")
            if text and element.get("ref"):
                yield element.get("ref"), text
            element.clear()
