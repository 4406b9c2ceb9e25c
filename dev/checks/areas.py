"""Arrows between areas run one way: a lower one never names a higher one.

What an area has: the models that begin in its folder below models/, and the fields and
methods that it adds to models of others. A wizard or a report is of the highest area
that its file names.
"""

import ast
import re
import time
from collections import defaultdict

from where import CHECKOUT

# each area, and those that it builds upon
BELOW = {
    "classification": (),
    "archive": ("classification",),
    "care": ("classification", "archive"),
    "greeting": ("classification", "archive", "care"),
    "complaint": ("classification", "archive", "care"),
    "management": ("classification", "archive", "care", "greeting", "complaint"),
}
SHARED = ("wizard", "report", "controllers")
# what models of Odoo, or things that are no models, have as well
COMMON = {"is_open"}
WORD = re.compile(r"\w+(?:\.\w+)*")


def run(tally):
    started = time.monotonic()
    found = [f"  {place}: {name} is of {area}" for place, name, area in check(CHECKOUT)]
    seconds = time.monotonic() - started
    failed = len(found)
    tally.count("areas", int(not found), failed, seconds, "\n".join(found))


def check(root):
    """(place, name, area) of all that a file names of an area above its own."""
    files = [read_python(root, path) for path in sources(root, "py")]
    facts = Facts(files)
    files += [read_xml(root, path) for path in sources(root, "xml")]
    return [
        (f"{file.place}:{line}", name, owner)
        for file in files
        if file.area
        for line, name in sorted(file.names)
        if (owner := facts.owner(name, file.area))
    ]


def sources(root, kind):
    for area in BELOW:
        yield from sorted((root / "models" / area).glob(f"*.{kind}"))
        yield from sorted((root / "views" / area).glob(f"*.{kind}"))
        yield from sorted((root / "security").glob(f"{area}_*.{kind}"))
    if kind == "py":
        for folder in SHARED:
            yield from sorted((root / folder).glob("*.py"))


class File:
    """A file, its area if it has one, its classes, and (line, name) of its names."""

    def __init__(self, root, path):
        self.place = path.relative_to(root)
        folders = {*self.place.parts[:-1]}
        own = folders & {*BELOW} or {path.stem.split("_")[0]} & {*BELOW}
        self.area = None if folders & {*SHARED} else own.pop()
        self.classes = []
        self.names = set()

    def add_words(self, text, line):
        for number, row in enumerate(text.splitlines(), line):
            for word in WORD.findall(row):
                # a model, or a path of fields
                self.names |= {(number, word), *((number, w) for w in word.split("."))}


def read_xml(root, path):
    file = File(root, path)
    file.add_words(path.read_text(), 1)
    return file


def read_python(root, path):
    file = File(root, path)
    tree = ast.parse(path.read_text())
    explained = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            file.classes.append(Class(node))
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            explained.add(node.value)
        elif isinstance(node, ast.Attribute):
            file.names.add((node.lineno, node.attr))
        elif isinstance(node, ast.keyword) and node.arg:
            file.names.add((node.value.lineno, node.arg))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            if node not in explained:
                file.add_words(node.value, node.lineno)
    return file


class Class:
    """A class of a model: what it is called, what it extends, what it declares."""

    def __init__(self, node):
        values = {
            part.targets[0].id: part.value
            for part in node.body
            if isinstance(part, ast.Assign) and isinstance(part.targets[0], ast.Name)
        }
        self.name = getattr(values.get("_name"), "value", None)
        self.extends = getattr(values.get("_inherit"), "value", None)
        self.declares = {
            name for name, value in values.items() if isinstance(value, ast.Call)
        }
        self.declares |= {
            part.name for part in node.body if isinstance(part, ast.FunctionDef)
        }


class Facts:
    def __init__(self, files):
        self.models = {}  # area by model
        self.declared = defaultdict(set)  # areas by name, None for none
        self.added = set()  # names that an area adds to a model of another one
        for file in files:
            for one in file.classes:
                if one.name and one.name != one.extends and file.area:
                    self.models.setdefault(one.name, file.area)
        for file in files:
            for one in file.classes:
                self._add_names(file, one)
            if not file.area:
                self._place(file)

    def _add_names(self, file, one):
        for name in one.declares:
            self.declared[name].add(file.area)
        if not one.name and self.models.get(one.extends, file.area) != file.area:
            self.added |= {name for name in one.declares if "_" in name[1:]}
        self.added |= {n for n in one.declares if n.startswith(("care_", "_care_"))}

    def _place(self, file):
        """Models of a wizard or a report are of the highest area that it names."""
        named = {self.models.get(name) for _line, name in file.names} - {None}
        area = max(named, key=[*BELOW].index, default=None)
        for one in file.classes:
            if one.name and area:
                self.models.setdefault(one.name, area)

    def owner(self, name, area):
        """The area that a name is of, if it is above this one."""
        seen = {area, *BELOW[area], None}
        declared = self.declared.get(name, set())
        if not declared:  # a model, or its table
            owner = self.models.get(name if "." in name else name.replace("_", "."))
            return owner if owner not in seen else None
        if name in self.added - COMMON and not declared & seen:
            return min(declared, key=[*BELOW].index)
        return None
