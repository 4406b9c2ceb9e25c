from contextlib import contextmanager

from psycopg2.errors import LockNotAvailable

from odoo import models
from odoo.tools import SQL

from ...tools import index_sql

TABLES = ("care_profile", "care_profile_event")
# those that every new row goes into, apart from the primary keys
INDEXES = (
    "care_profile_partner_company_uniq",
    "care_profile_contribution_idx",
    "care_profile__user_id_index",
    "care_profile_event__partner_id_index",
)
# fewer rows are written before their indexes were dropped and built
MANY = 10_000


class CareProfile(models.Model):
    """The first refresh of all writes its rows first and builds their indexes then."""

    _inherit = "care.profile"

    @contextmanager
    def _filling(self, rows):
        """Let about so many rows be written to the profiles and their log.

        Where they are many, both tables are empty and nobody uses them, everybody else
        waits from here on for the end of the transaction.
        """
        if rows < MANY or not self._lock_empty_tables():
            yield
            return
        with self.env.cr.savepoint(flush=False):
            indexes = self.env.execute_query(index_sql.indexes(INDEXES))
            for drop, _make, _comment in indexes:
                self.env.cr.execute(drop)
            yield
            for _drop, make, comment in indexes:
                self.env.cr.execute(make)
                self.env.cr.execute(comment)

    def _lock_empty_tables(self):
        """Keep everybody else out of the tables if they are empty and free."""
        if any(self._has_rows(table) for table in TABLES):
            return False
        try:
            with self.env.cr.savepoint(flush=False):
                lock = index_sql.lock_alone(TABLES)
                self.env.cr.execute(lock, log_exceptions=False)
        except LockNotAvailable:
            return False
        return True

    def _has_rows(self, table):
        query = SQL("SELECT EXISTS (SELECT FROM %s)", SQL.identifier(table))
        [[found]] = self.env.execute_query(query)
        return found
