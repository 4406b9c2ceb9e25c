"""Arguments as callers from outside send them: read, or refused with a sentence."""

from odoo import fields
from odoo.exceptions import UserError
from odoo.fields import Domain


def read_day(env, value):
    """The date of an ISO text; False without one."""
    if not value and not isinstance(value, int):
        return False
    try:
        return fields.Date.to_date(value)
    except (AttributeError, TypeError, ValueError):
        raise UserError(
            env._("“%(text)s” is no day: write one like 2026-06-15.", text=value)
        ) from None


def read_text(env, value):
    """A text without blanks around it, empty without one."""
    if value and not isinstance(value, str):
        raise UserError(env._("“%(text)s” is no text: write some words.", text=value))
    return (value or "").replace("\x00", "").strip()


def read_domain(env, value):
    """Conditions as a Domain."""
    try:
        return Domain(list(value or ()))
    except (TypeError, ValueError):
        raise UserError(
            env._("“%(text)s” are no conditions: remove the filter.", text=value)
        ) from None


def read_count(value, most):
    """A number of rows up to `most`, which stands for anything else, too."""
    return min(value, most) if isinstance(value, int) and value > 0 else most


def read_ids(env, value):
    """Ids of records: of one, of several, of none."""
    ids = value if isinstance(value, (list, tuple)) else [value] if value else []
    if not all(type(one) is int for one in ids):
        raise UserError(
            env._("“%(text)s” are no records: reload the page and choose.", text=value)
        )
    return ids
