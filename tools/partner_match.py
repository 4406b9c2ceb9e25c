"""Whom a row is about: reference, then e-mail, then phone, then exact name and city."""

from typing import NamedTuple

KEYS = ("id", "ref", "email", "phone", "name")


class Candidate(NamedTuple):
    """A contact that a row may be about; `row` is the line that makes a new one.

    A phone is a set of digits, each of them another way to write it.
    """

    id: int
    ref: str
    email: str
    phone: frozenset
    name: str
    city: str
    is_company: bool
    customer_id: int
    active: bool = True
    is_visible: bool = True
    row: object = None


class Ambiguous(Exception):
    """Several contacts have the value of a key."""

    def __init__(self, key, names):
        super().__init__(key, names)
        self.key, self.names = key, names


class Index:
    """Candidates by their keys."""

    def __init__(self, candidates=()):
        self._found = {}
        for candidate in candidates:
            self.add(candidate)

    def add(self, candidate):
        for key in KEYS:
            for value in _all_of(getattr(candidate, key)):
                self._found.setdefault((key, value), []).append(candidate)

    def find(self, key, value):
        found = {}
        for one in _all_of(value):
            found |= dict.fromkeys(self._found.get((key, one), ()))
        return list(found)


def _all_of(value):
    if isinstance(value, frozenset):
        return value
    return [value] if value else []


def plain_city(city):
    return " ".join((city or "").lower().split())


def pick(index, wanted, fits):
    """Return the candidate that a row is about, None for a new one.

    `wanted` are values by key, and the city; `fits(candidate, key)` says whether one
    found by a key may be meant at all.
    """
    for position, key in enumerate(KEYS):
        if not wanted.get(key):
            continue
        found = [
            candidate
            for candidate in index.find(key, wanted[key])
            if fits(candidate, key) and not _contradicts(candidate, wanted, position)
        ]
        if key == "name" and wanted.get("city"):
            found = [one for one in found if one.city == wanted["city"]]
        found = _narrow(found, wanted, KEYS[position + 1 :])
        if len(found) == 1:
            return found[0]
        if found:
            raise Ambiguous(key, sorted({one.name for one in found}))
    return None


def _contradicts(candidate, wanted, position):
    """A stronger key says that it's another one.

    Many share a switchboard: another e-mail and another name are another person.
    """
    if position > KEYS.index("ref") and wanted.get("ref"):
        if candidate.ref and candidate.ref != wanted["ref"]:
            return True
    if KEYS[position] == "phone" and wanted.get("email") and wanted.get("name"):
        if candidate.email and candidate.email != wanted["email"]:
            return candidate.name != wanted["name"]
    return False


def _narrow(found, wanted, keys):
    """Those among several that agree with the weaker keys too, where any do."""
    if any(candidate.active for candidate in found):
        found = [candidate for candidate in found if candidate.active]
    for key in (*keys, "city"):
        if len(found) > 1 and wanted.get(key):
            same = set(_all_of(wanted[key]))
            agree = [one for one in found if same & set(_all_of(getattr(one, key)))]
            found = agree or found
    return found
