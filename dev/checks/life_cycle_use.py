"""A day with the addon in a database, what users make meanwhile, or its
uninstallation."""

import sys

from where import ADDON
from workers import environment

# favourites on models of the addon, and on others with its fields; the last one stays
FAVOURITES = (
    ("care.touch", {}),
    ("res.partner", {"domain": "[('care_tier_id', '!=', False)]", "is_default": True}),
    ("crm.lead", {"context": "{'group_by': ['care_tier_id']}"}),
    ("res.partner", {"sort": '["care_tier_id desc"]'}),
    ("res.partner", {"domain": "[('name', 'ilike', 'care')]"}),
)


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


def make(env):
    """What users save with the addon, of which nothing may stay in the way."""
    for model, vals in FAVOURITES:
        values = {"name": "By hand", "model_id": model, "user_ids": False, **vals}
        env["ir.filters"].create(values)
    columns = env["ir.exports"].create({"name": "By hand", "resource": "res.partner"})
    for name in ("name", "care_tier_id/name"):
        env["ir.exports.line"].create({"export_id": columns.id, "name": name})
    our_type = env.ref(f"{ADDON}.mail_activity_type_revisit").id
    plan = env["mail.activity.plan"].create(
        {"name": "By hand", "res_model": "res.partner"}
    )
    env["mail.activity.plan.template"].create(
        {"plan_id": plan.id, "activity_type_id": our_type, "summary": "By hand"}
    )
    partner = env["res.partner"].create({"name": "By hand"})
    partner.activity_schedule(activity_type_id=our_type, summary="By hand")


def leave(env):
    module = env["ir.module.module"].search([("name", "=", ADDON)])
    module.button_immediate_uninstall()


def run(name, step):
    with environment(name) as env:
        {"use": use, "make": make, "leave": leave}[step](env)


if __name__ == "__main__":
    run(*sys.argv[1:])
