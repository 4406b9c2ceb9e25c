"""New orders for a bench database."""

from odoo.tools import SQL

SHARE = 50  # every fiftieth customer buys again: 2 %


def buy(env, number):
    """Every fiftieth customer, others for every `number`, repeats an order today.

    Returns how many did.
    """
    env.cr.execute("SELECT * FROM sale_order LIMIT 0")
    columns = [column.name for column in env.cr.description]
    now = SQL("now() AT TIME ZONE 'utc'")
    values = dict.fromkeys(("date_order", "create_date", "write_date"), now)
    values["id"] = SQL("nextval('sale_order_id_seq')")
    env.cr.execute(
        SQL(
            """INSERT INTO sale_order (%(columns)s)
               SELECT %(values)s
                 FROM (SELECT DISTINCT ON (partner_invoice_id) * FROM sale_order
                        WHERE partner_invoice_id %% %(share)s = %(number)s
                          AND state = 'sale' AND amount_untaxed > 0
                        ORDER BY partner_invoice_id, id) o""",
            columns=SQL(", ").join(map(SQL.identifier, columns)),
            values=SQL(", ").join(
                values.get(name) or SQL.identifier("o", name) for name in columns
            ),
            share=SHARE,
            number=number % SHARE,
        )
    )
    return env.cr.rowcount
