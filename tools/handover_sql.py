"""SQL that moves what belongs to customers from one user to others, and back.

`t` is a table with a column of users, `l` the line of a handover: a customer, or none
for what has no customer, its old and its new user.
"""

from odoo.tools import SQL


def held(handover_id, table, field, customer, ids, vacant=False):
    """SELECT (line_id, res_id, old_user_id, new_user_id) of rows that change hands.

    :param ids: SQL of the subselect of ids among which to look
    :param vacant: whether a customer's own row without a user changes hands too
    """
    user = SQL("t.%s", SQL.identifier(field))
    free = SQL(
        """OR %s IS NULL AND l.is_owner AND p.id = p.commercial_partner_id""", user
    )
    return SQL(
        """SELECT l.id AS line_id, t.id AS res_id, %(user)s AS old_user_id,
                  l.new_user_id
             FROM %(table)s t
             %(customers)s
            WHERE t.id IN %(ids)s AND l.handover_id = %(handover)s
              AND (%(user)s = l.old_user_id %(free)s)
              AND %(user)s IS DISTINCT FROM l.new_user_id""",
        table=SQL.identifier(table),
        user=user,
        free=free if vacant else SQL(""),
        customers=_customers(customer),
        ids=ids,
        handover=handover_id,
    )


def held_activities(handover_id, model, table, customer):
    """SELECT like `held` of open activities on the records of a model."""
    return SQL(
        """SELECT l.id AS line_id, a.id AS res_id, a.user_id AS old_user_id,
                  l.new_user_id
             FROM mail_activity a
             JOIN %(table)s t ON t.id = a.res_id
             %(customers)s
            WHERE a.res_model = %(model)s AND a.active
              AND l.handover_id = %(handover)s AND a.user_id = l.old_user_id
              AND a.user_id IS DISTINCT FROM l.new_user_id""",
        table=SQL.identifier(table),
        model=model,
        customers=_customers(customer),
        handover=handover_id,
    )


def _customers(customer):
    return SQL(
        """LEFT JOIN res_partner p ON p.id = t.%s
           JOIN care_handover_line l
             ON COALESCE(l.partner_id, 0) = COALESCE(p.commercial_partner_id, 0)""",
        SQL.identifier(customer),
    )


def log(handover_id, model, field, rows):
    """INSERT of the moves that `rows` call for; activities once."""
    return SQL(
        """INSERT INTO care_handover_move
                  (handover_id, line_id, model, field, res_id, old_user_id, new_user_id)
           SELECT DISTINCT ON (r.res_id) %(handover)s, r.line_id, %(model)s, %(field)s,
                  r.res_id, r.old_user_id, r.new_user_id
             FROM (%(rows)s) r
            ORDER BY r.res_id, r.line_id""",
        handover=handover_id,
        model=model,
        field=field,
        rows=rows,
    )


def keep_dates(handover_id, model, table, column):
    """UPDATE of moves: what a column of dates said before."""
    return SQL(
        """UPDATE care_handover_move m SET old_date = t.%(column)s
             FROM %(table)s t
            WHERE m.handover_id = %(handover)s AND m.model = %(model)s
              AND t.id = m.res_id""",
        column=SQL.identifier(column),
        table=SQL.identifier(table),
        handover=handover_id,
        model=model,
    )


def move(handover_id, model, table, field, dated=None, day=None):
    """UPDATE of the rows that were logged; `dated` is a column that gets `day`."""
    date = SQL(", %s = %s", SQL.identifier(dated), day) if dated else SQL("")
    return SQL(
        """UPDATE %(table)s t SET %(field)s = m.new_user_id %(date)s
             FROM care_handover_move m
            WHERE m.handover_id = %(handover)s AND m.model = %(model)s
              AND m.field = %(field_name)s AND t.id = m.res_id""",
        table=SQL.identifier(table),
        field=SQL.identifier(field),
        date=date,
        handover=handover_id,
        model=model,
        field_name=field,
    )


def undo(handover_id, model, table, field, dated=None):
    """UPDATE that gives back what still stands as the handover left it, and notes so
    in its moves."""
    date = SQL(", %s = m.old_date", SQL.identifier(dated)) if dated else SQL("")
    return SQL(
        """WITH back AS (
               UPDATE %(table)s t SET %(field)s = m.old_user_id %(date)s
                 FROM care_handover_move m
                WHERE m.handover_id = %(handover)s AND m.model = %(model)s
                  AND m.field = %(field_name)s AND t.id = m.res_id
                  AND t.%(field)s IS NOT DISTINCT FROM m.new_user_id
            RETURNING m.id)
           UPDATE care_handover_move m SET is_undone = TRUE
             FROM back WHERE back.id = m.id""",
        table=SQL.identifier(table),
        field=SQL.identifier(field),
        date=date,
        handover=handover_id,
        model=model,
        field_name=field,
    )
