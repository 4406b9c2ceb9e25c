from odoo.tools import SQL


def migrate(cr, version):
    """Few tiers hold all customers: their index cost more than it saved. Odoo leaves an
    index that is no longer wanted."""
    cr.execute(SQL("DROP INDEX IF EXISTS care_profile__tier_id_index"))
