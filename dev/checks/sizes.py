"""Files, methods and statements stay short enough to be read at once."""

import ast
import re
import time

from where import CHECKOUT, files

FILE, PARTNER, METHOD, STATEMENT, FIELDS = 300, 120, 30, 60, 25
TEST = 25
PARTNER_FILE = re.compile(r"models/\w+/res_partner\w*\.py")
# what is longer, and why it is better so
LONGER = set()


def run(tally):
    started = time.monotonic()
    found = [f"  {place}: {problem}" for place, problem in check(files())]
    seconds = time.monotonic() - started
    failed = len(found)
    tally.count("sizes", int(not found), failed, seconds, "\n".join(found))


def check(paths):
    """(place, problem) of all that is too long, and of exceptions without need."""
    found = []
    for path in paths:
        place = path.relative_to(CHECKOUT).as_posix()
        if path.suffix in (".py", ".js", ".scss"):
            found += check_file(place, path.read_text())
    needed = {place for place, _problem in found}
    found = [row for row in found if row[0] not in LONGER]
    return found + [(place, "is short by now") for place in LONGER - needed]


def check_file(place, text):
    lines = text.count("\n")
    most = PARTNER if PARTNER_FILE.fullmatch(place) else FILE
    if lines > most:
        yield place, f"{lines} lines, at most {most}"
    if place.endswith(".py"):
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef):
                yield from check_method(f"{place}:{node.name}", node)
            elif isinstance(node, ast.ClassDef):
                yield from check_class(f"{place}:{node.name}", node)


def check_method(place, node):
    """A statement of SQL within a method may be longer than the rest of it."""
    texts = set()
    for part in ast.walk(node):
        if isinstance(part, ast.Constant) and isinstance(part.value, str):
            texts |= {*range(part.lineno + 1, part.end_lineno + 1)}
    lines = node.end_lineno - node.lineno + 1
    if lines - len(texts) > METHOD:
        yield place, f"{lines - len(texts)} lines without texts, at most {METHOD}"
    most = TEST if node.name.startswith("test_") else STATEMENT
    if lines > most:
        yield place, f"{lines} lines, at most {most}"


def check_class(place, node):
    fields = [
        part
        for part in node.body
        if isinstance(part, ast.Assign)
        and isinstance(part.value, ast.Call)
        and ast.unparse(part.value.func).startswith("fields.")
    ]
    if len(fields) > FIELDS:
        yield place, f"{len(fields)} fields, at most {FIELDS}"
