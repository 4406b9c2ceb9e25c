"""SQL that takes the indexes of tables away and builds them again as they were."""

from odoo.tools import SQL


def indexes(names):
    """SELECT of three statements for each index of these names that exists: one drops
    it or its constraint, one makes that again, and one gives it the same comment."""
    return SQL(
        """SELECT CASE WHEN c.oid IS NULL
                       THEN format('DROP INDEX %%s', i.indexrelid::regclass)
                       ELSE format('ALTER TABLE %%s DROP CONSTRAINT %%I',
                                   i.indrelid::regclass, c.conname) END,
                  CASE WHEN c.oid IS NULL THEN pg_get_indexdef(i.indexrelid)
                       ELSE format('ALTER TABLE %%s ADD CONSTRAINT %%I %%s',
                                   i.indrelid::regclass, c.conname,
                                   pg_get_constraintdef(c.oid)) END,
                  CASE WHEN c.oid IS NULL
                       THEN format('COMMENT ON INDEX %%s IS %%L',
                                   i.indexrelid::regclass,
                                   obj_description(i.indexrelid, 'pg_class'))
                       ELSE format('COMMENT ON CONSTRAINT %%I ON %%s IS %%L',
                                   c.conname, i.indrelid::regclass,
                                   obj_description(c.oid, 'pg_constraint')) END
             FROM pg_index i
             LEFT JOIN pg_constraint c
                  ON c.conindid = i.indexrelid AND c.conrelid = i.indrelid
            WHERE i.indexrelid = ANY(SELECT to_regclass(x) FROM unnest(%s) x)
            ORDER BY i.indexrelid""",
        list(names),
    )


def lock_alone(tables):
    """LOCK that keeps everybody else out of tables, or fails at once."""
    names = SQL(", ").join(map(SQL.identifier, tables))
    return SQL("LOCK TABLE %s IN ACCESS EXCLUSIVE MODE NOWAIT", names)
