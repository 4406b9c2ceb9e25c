"""A day with the addon in a database, or its uninstallation."""

import sys

from where import ADDON
from workers import environment


def use(env):
    """Every switch on, every job once, as the scheduler runs them."""
    for policy in env["care.policy"].search([]):
        switches = [name for name in policy._fields if name.endswith("_active")]
        policy.write(dict.fromkeys(switches, True))
    data = env["ir.model.data"].search(
        [("module", "=", ADDON), ("model", "=", "ir.cron")]
    )
    env.cr.commit()  # jobs work in transactions of their own
    for cron in env["ir.cron"].browse(data.mapped("res_id")):
        cron.method_direct_trigger()
        env.cr.commit()


def leave(env):
    module = env["ir.module.module"].search([("name", "=", ADDON)])
    module.button_immediate_uninstall()


def run(name, step):
    with environment(name) as env:
        {"use": use, "leave": leave}[step](env)


if __name__ == "__main__":
    run(*sys.argv[1:])
