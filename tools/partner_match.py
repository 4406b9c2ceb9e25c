"""Whom a row is about: reference, then e-mail, then phone, then exact name and city."""

import re
from typing import NamedTuple

KEYS = ("id", "ref", "email", "phone", "name")


class Candidate(NamedTuple):
    """A contact that a row may be about; `row` is the line that makes a new one."""

    id: int
    ref: str
    email: str
    phone: str
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
            if value := getattr(candidate, key):
                self._found.setdefault((key, value), []).append(candidate)

    def find(self, key, value):
        return self._found.get((key, value), [])


def digits(phone):
    """
    >>> digits("+86 138-1234-5678"), digits("ext")
    ('8613812345678', '')
    """
    return re.sub(r"\D", "", phone or "")


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
            found = [one for one in found if getattr(one, key) == wanted[key]] or found
    return found
