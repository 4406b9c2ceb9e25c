from odoo import SUPERUSER_ID, api


def migrate(cr, version):
    """A contact of whom the archive holds something is marked when it is told."""
    env = api.Environment(cr, SUPERUSER_ID, {})
    env["res.partner"]._mark_care_unmarked()
