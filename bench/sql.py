"""Set-based SQL that the makers of bench rows share."""

from contextlib import contextmanager

from odoo.tools import SQL


def normal():
    """SQL of a number of the standard normal distribution."""
    return SQL("(sqrt(-2 * ln(1 - random())) * cos(2 * pi() * random()))")


def numbers(values):
    """SQL of an array of integers that an index may follow."""
    return SQL("(%s::int[])", list(values))


def copy_rows(cr, table, pattern, rows):
    """INSERT the statement `rows`; the columns that it lacks are those of `pattern`."""
    cr.execute(SQL("SELECT * FROM (%s) r LIMIT 0", rows))
    own = {column.name for column in cr.description}
    cr.execute(SQL("SELECT * FROM %s LIMIT 0", SQL.identifier(table)))
    columns = [column.name for column in cr.description]
    with without_indexes(cr, table):
        cr.execute(
            SQL(
                """INSERT INTO %(table)s (%(columns)s)
                   SELECT %(values)s FROM (%(rows)s) r CROSS JOIN %(table)s t
                    WHERE t.id = %(pattern)s""",
                table=SQL.identifier(table),
                columns=SQL(", ").join(map(SQL.identifier, columns)),
                values=SQL(", ").join(
                    SQL.identifier("r" if name in own else "t", name)
                    for name in columns
                ),
                rows=rows,
                pattern=pattern,
            )
        )
    cr.execute(
        SQL(
            "SELECT setval(%s, max(id)) FROM %s",
            f"{table}_id_seq",
            SQL.identifier(table),
        )
    )


@contextmanager
def without_indexes(cr, table):
    """Drop the indexes of a table, but not the unique ones; make them again after."""
    cr.execute(
        """SELECT c.relname, pg_get_indexdef(i.indexrelid)
             FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
            WHERE i.indrelid = %s::regclass AND NOT i.indisunique""",
        [table],
    )
    indexes = cr.fetchall()
    for name, _definition in indexes:
        cr.execute(SQL("DROP INDEX %s", SQL.identifier(name)))
    yield
    for _name, definition in indexes:
        cr.execute(definition.replace("%", "%%"))
