from odoo import fields
from odoo.tools import SQL


class PlainMany2one(fields.Many2one):
    """Many2one without a foreign key, for tables that a refresh fills in one stroke.

    The database would check each of 100,000 rows, and lock each of 100,000 contacts by
    writing it anew: that takes longer than writing the rows. Who deletes the target of
    one empties or deletes the references itself.
    """

    def update_db_foreign_key(self, model, column):
        # earlier versions had one
        model.env.cr.execute(
            SQL(
                """SELECT conname FROM pg_constraint c
                     JOIN pg_attribute a ON a.attrelid = c.conrelid
                          AND a.attnum = c.conkey[1]
                    WHERE c.conrelid = to_regclass(%s) AND c.contype = 'f'
                      AND a.attname = %s""",
                model._table,
                self.name,
            )
        )
        for [name] in model.env.cr.fetchall():
            model.env.cr.execute(
                SQL(
                    "ALTER TABLE %s DROP CONSTRAINT %s",
                    SQL.identifier(model._table),
                    SQL.identifier(name),
                )
            )
