from odoo import SUPERUSER_ID, api


def migrate(cr, version):
    """A tier has a plan of its own now: those that are there get the default ones."""
    env = api.Environment(cr, SUPERUSER_ID, {})
    for policy in env["care.policy"].search([]):
        policy.tier_ids._add_default_plans()
