from odoo import fields


class PlainMany2one(fields.Many2one):
    """Many2one without a foreign key, for tables that a refresh fills in one stroke.

    The database would check each of 100,000 rows against the same few companies, tiers
    and users: that takes longer than writing them. Who deletes the target of one
    empties the references itself.
    """

    def update_db_foreign_key(self, model, column):
        return
