"""What-ifs on the purchases of CDNOW: each must find what a refresh by the same rules
then finds, to the customer, and write nothing."""

import time

from odoo import SUPERUSER_ID, api
from odoo.tools import SQL

CASES = (
    {"window_months": 6},
    {"window_months": 24, "measure": "products"},
    {"tier_method": "percentile", "cuts": (5, 20, 100)},
    {"tier_method": "amount", "hysteresis": 20, "cuts": (500, 100, 0)},
    {"weight_quarter": 0.1, "weight_month": 0.1, "weight_order": 0.8},
    {"contribution_cut_method": "median", "stability_cut_method": "median"},
    {"lost_days": 200, "lost_intervals": 2, "dormant_days": 100, "potential_trend": 5},
    {"min_history_months": 0, "contribution_cut": 60, "stability_cut": 0.3},
)
OWN = "care_policy_preview"
SHOWN = SQL(
    """SELECT partner_id, tier_id, quadrant, segment, contribution
         FROM care_preview WHERE stays"""
)
FOUND = SQL(
    """SELECT partner_id, tier_id, quadrant, segment,
              COALESCE(contribution, expected_contribution)
         FROM care_profile WHERE active"""
)


def judge(registry, as_of):
    """The number of customers whom a what-if and a refresh tell differently, and of
    tables that a what-if changed."""
    faults = customers = 0
    seconds = []
    for case in CASES:
        with registry.cursor() as cr:
            env = api.Environment(cr, SUPERUSER_ID, {})
            # nobody applies rules while the job that would follow them is off
            env.ref("crm_customer_care.ir_cron_refresh").active = True
            preview = prepare(env, dict(case))
            before = fingerprint(env)
            started = time.monotonic()
            preview.action_show()
            seconds.append(time.monotonic() - started)
            faults += len(before.items() ^ fingerprint(env).items())
            shown = set(env.execute_query(SHOWN))
            preview.reason = "CDNOW"
            preview.action_apply()
            env["care.profile"]._refresh(as_of=as_of)
            found = set(env.execute_query(FOUND))
            faults += len({row[0] for row in shown ^ found})
            customers = len(found)
            cr.rollback()
    print(
        f"\n{len(CASES)} what-ifs on {customers:,} customers, {max(seconds):.1f} s at"
        f" most: {faults:,} differ from the refresh or changed a table"
    )
    return faults


def prepare(env, rules):
    preview = env["care.policy.preview"].create({})
    for line, cut in zip(preview.tier_ids, rules.pop("cuts", ()), strict=False):
        line.cut = cut
    preview.write(rules)
    env.flush_all()
    return preview


def fingerprint(env):
    """{table: its rows in one number}, of all tables but those of what-ifs."""
    tables = env.execute_query(
        SQL(
            """SELECT relname FROM pg_class
                WHERE relkind = 'r' AND relpersistence = 'p'
                  AND relnamespace = 'public'::regnamespace"""
        )
    )
    return {
        name: env.execute_query(
            SQL(
                "SELECT sum(hashtextextended(t::text, 0))::text FROM %s t",
                SQL.identifier(name),
            )
        )[0]
        for [name] in tables
        if not name.startswith(OWN)
    }
