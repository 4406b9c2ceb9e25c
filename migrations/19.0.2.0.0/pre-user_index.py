from odoo.tools import SQL


def migrate(cr, version):
    """The index of salespeople holds the customers without one too: Odoo makes an index
    that is missing, and leaves one that has changed."""
    cr.execute(SQL("DROP INDEX IF EXISTS care_profile__user_id_index"))
