"""What lost a race against another transaction is run again from the start."""

import logging
import sys
import threading
from contextlib import contextmanager

from psycopg2 import InterfaceError, OperationalError

from odoo.service.model import PG_CONCURRENCY_EXCEPTIONS_TO_RETRY as LOST_RACE

_logger = logging.getLogger(__name__)
_sql_logger = logging.getLogger("odoo.sql_db")
TRIES = 10


def try_again(env, job, *args, also=()):
    """Run a job; after a lost race roll back and run it from the start again, at most
    ten times. `also` are more exceptions that tell of a lost race.

    Only where the transaction belongs to the job: crons do not run again by themselves,
    requests of users do.
    """
    races = (*LOST_RACE, *also)
    for attempt in range(1, TRIES + 1):
        try:
            with _quiet(races):
                result = job(*args)
                env.flush_all()
                return result
        except races as race:
            env.cr.rollback()
            if attempt == TRIES:
                raise
            name = getattr(job, "func", job).__name__  # a partial's own has none
            reason = type(race).__name__
            _logger.info("%s: try %s lost a race: %s", name, attempt, reason)


def is_outage(error):
    """Whether the database itself is in trouble: its disk is full, it was stopped."""
    trouble = isinstance(error, OperationalError | InterfaceError)
    return trouble and not isinstance(error, LOST_RACE)


@contextmanager
def _quiet(races):
    """Log no errors of statements of this thread that lost a race."""
    thread = threading.get_ident()

    def is_worth_it(_record):
        mine = threading.get_ident() == thread
        return not (mine and isinstance(sys.exc_info()[1], races))

    _sql_logger.addFilter(is_worth_it)
    try:
        yield
    finally:
        _sql_logger.removeFilter(is_worth_it)
