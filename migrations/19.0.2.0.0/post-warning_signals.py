from odoo import SUPERUSER_ID, api


def migrate(cr, version):
    """A policy is made with its warning signals: those that are there get them now."""
    env = api.Environment(cr, SUPERUSER_ID, {})
    for policy in env["care.policy"].search([]):
        policy._add_missing_signals()
