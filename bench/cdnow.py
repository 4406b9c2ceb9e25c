"""Classifies 23,570 real customers and checks every one against plain Python.

CDNOW_MASTER names CDNOW_master.txt: customer, yyyymmdd, number of CDs, dollars. The
database, `cdnow` or the one named as argument, is made and filled when it is not there.
"""

import logging
import math
import os
import runpy
import sys
import time
from collections import Counter
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import cdnow_what_if

from odoo import SUPERUSER_ID, api
from odoo.modules.registry import Registry
from odoo.service.db import DatabaseExists, _create_empty_database
from odoo.tools import SQL, split_every

ADDON = "crm_customer_care"
REFERENCE = Path(__file__).resolve().parents[1] / "tests" / "reference.py"
AS_OF = date(1998, 6, 30)  # the purchases end here
CHUNK = 1000
HORIZON = 9  # months: retention is foretold on 1997-09-30
AUC_BAR, AUC_BAR_FREQUENT = 0.763, 0.716  # what BG/NBD reaches, fitted on the same
TOLERANCES = {"average_order": 0.005 + 1e-6}  # a fraction there, whole cents here


def main():
    name = sys.argv[1] if len(sys.argv) > 1 else "cdnow"
    logging.getLogger("odoo").setLevel(logging.WARNING)
    if "CDNOW_MASTER" not in os.environ:
        sys.exit("CDNOW_MASTER is not set: make cdnow fetches the file that it names.")
    purchases = read_purchases(os.environ["CDNOW_MASTER"])
    registry = prepare(name)
    with registry.cursor() as cr:
        env = api.Environment(cr, SUPERUSER_ID, {"tracking_disable": True})
        load(env, purchases)
        stop_nightly_refresh(env)
    refresh(registry)
    with registry.cursor() as cr:
        env = api.Environment(cr, SUPERUSER_ID, {})
        describe(env, purchases)
        differences = compare(env, purchases)
        missed = judge_retention(env)
        cr.rollback()
    differences += cdnow_what_if.judge(registry, AS_OF)
    sys.exit(1 if differences or missed else 0)


def read_purchases(path):
    """[(customer, date, dollars)] in the order of the file, without its header."""
    purchases = []
    for line in Path(path).read_text().splitlines():
        customer, day, _discs, dollars = line.split()
        if day.isdigit():
            bought_on = datetime.strptime(day, "%Y%m%d").date()
            purchases.append((customer, bought_on, Decimal(dollars)))
    return purchases


def prepare(name):
    """The registry of the database, with the addon of this checkout in it."""
    try:
        _create_empty_database(name)
        print(f"Making database {name}, some minutes ...", flush=True)
    except DatabaseExists:
        print(f"Opening database {name} ...", flush=True)
    return Registry.new(
        name, install_modules=[ADDON], upgrade_modules=[ADDON], new_db_demo=False
    )


def load(env, purchases):
    """All or nothing: a run that was stopped half-way has left nothing behind."""
    if env["care.deal"].search_count([]):
        return
    print(f"Loading {len(purchases):,} purchases ...", flush=True)
    started = time.monotonic()
    partners = {}
    for customers in split_every(CHUNK, sorted({row[0] for row in purchases})):
        values = [{"name": f"Customer {ref}", "ref": ref} for ref in customers]
        created = env["res.partner"].create(values)
        partners.update(zip(customers, created.ids, strict=True))
    for numbered in split_every(CHUNK, enumerate(purchases, 1)):
        env["care.deal"].create(
            [
                {
                    "partner_id": partners[customer],
                    "date": day,
                    "amount": float(dollars),
                    "reference": f"CDNOW {number}",
                }
                for number, (customer, day, dollars) in numbered
            ]
        )
        env.invalidate_all()
    print(f"Loaded in {time.monotonic() - started:.1f} s")


def stop_nightly_refresh(env):
    # It would look at 1998 from today, and call every customer lost.
    jobs = env["ir.cron"].search([("model_id.model", "=", "care.profile")])
    jobs.active = False


def refresh(registry):
    """Twice, for the second must have nothing to write."""
    for again in ("", " again"):
        with registry.cursor() as cr:
            env = api.Environment(cr, SUPERUSER_ID, {})
            started = time.monotonic()
            env["care.profile"]._refresh(as_of=AS_OF)
            env.flush_all()
            seconds = time.monotonic() - started
            print(f"Refreshed{again} in {seconds:.1f} s, rows written: {written(cr)}")


def written(cr):
    """What this transaction has written, by table, as PostgreSQL counted it."""
    cr.execute(
        """
        SELECT relname, n_tup_ins + n_tup_upd + n_tup_del AS written
          FROM pg_stat_xact_user_tables
         WHERE relname LIKE 'care\\_%'
           AND schemaname = CURRENT_SCHEMA
           AND n_tup_ins + n_tup_upd + n_tup_del > 0
      ORDER BY relname
        """
    )
    return ", ".join(f"{name} {count:,}" for name, count in cr.fetchall()) or "none"


def describe(env, purchases):
    profiles = env["care.profile"]
    everybody = [("partner_id.ref", "!=", False)]
    ((count, revenue),) = profiles._read_group(
        everybody, aggregates=["__count", "contribution:sum"]
    )
    ((best,),) = profiles._read_group(
        [*everybody, ("percentile", ">", 80)], aggregates=["contribution:sum"]
    )
    print()
    row("customers", count)
    row("purchases", len(purchases))
    row("revenue ever", float(sum(dollars for _ref, _day, dollars in purchases)))
    row("revenue in the 12 months", revenue)
    print(f"{'share of the best 20 %':24}{best / revenue:>16.1%}")
    for name in "tier_id", "quadrant", "segment":
        print(f"\n{name.removesuffix('_id'):24}{'customers':>16}{'revenue':>16}")
        for value, number, amount in profiles._read_group(
            everybody, [name], ["__count", "contribution:sum"]
        ):
            label = value.name if name == "tier_id" else value
            row(label or "-", number, amount)


def judge_retention(env):
    """The number of bars that the backtest of retention misses."""
    started = time.monotonic()
    env["care.policy"]._get().retention_horizon_months = HORIZON
    [found] = env["care.retention"]._calibrate(env.company, AS_OF)
    env.flush_all()
    seconds = time.monotonic() - started
    print(
        f"\nRetention learnt and tested in {seconds:.1f} s, {HORIZON} months ahead of"
        f" {found.tested_from}, by the {found.tested_measured_months} months before it"
    )
    tenths = [
        (tenth.number, tenth.customer_count, tenth.predicted, tenth.bought_rate)
        for tenth in found.decile_ids
    ]
    print(f"{'tenth':24}{'customers':>16}{'foretold':>16}{'real':>16}")
    for number, count, foretold, real in tenths:
        print(f"{number:<24}{count:>16,}{foretold:>16.1%}{real:>16.1%}")
    bars = [
        ("AUC", found.tested_count, found.auc, AUC_BAR),
        ("AUC of frequent", found.frequent_count, found.auc_frequent, AUC_BAR_FREQUENT),
    ]
    for label, count, auc, bar in bars:
        verdict = "ok" if auc >= bar else "MISS"
        print(f"{label:24}{count:>16,}{auc:>16.4f}   bar {bar:.3f} {verdict}")
    return sum(auc < bar for _label, _count, auc, bar in bars)


def row(label, *numbers):
    cells = [f"{n:,.2f}" if isinstance(n, float) else f"{n:,}" for n in numbers]
    print(f"{label:24}" + "".join(f"{cell:>16}" for cell in cells))


def compare(env, purchases):
    """The number of fields that the addon and the plain rules tell differently."""
    classify = runpy.run_path(str(REFERENCE))["classify"]
    expected = classify(purchases, AS_OF)
    actual = dict(read_profiles(env, list(vars(next(iter(expected.values()))))))
    differences = [
        (customer, name, value, actual.get(customer, {}).get(name, "no profile"))
        for customer, result in expected.items()
        for name, value in vars(result).items()
        if not agrees(name, value, actual.get(customer, {}).get(name, "no profile"))
    ]
    differences += [(ref, "profile", None, "one") for ref in actual.keys() - expected]
    print()
    for customer, name, value, found in differences[:10]:
        print(f"{customer} {name}: {shown(value)} expected, {shown(found)} found")
    for name, number in Counter(name for _ref, name, *_two in differences).items():
        print(f"{name}: {number:,} differ")
    fields = len(vars(next(iter(expected.values()))))
    print(
        f"{len(expected):,} customers x {fields} fields compared,"
        f" {len(differences):,} differ"
    )
    return len(differences)


def read_profiles(env, names):
    """(customer, {name: value}): columns as they stand, the rest through the ORM."""
    fields = env["care.profile"]._fields
    columns = [name for name in names if name in fields and fields[name].store]
    rows = env.execute_query_dict(
        SQL(
            "SELECT id, %s FROM care_profile",
            SQL(", ").join(map(SQL.identifier, columns)),
        )
    )
    stored = {values.pop("id"): values for values in rows}
    computed = [name for name in names if name in fields and name not in columns]
    for profile in env["care.profile"].search([("partner_id.ref", "!=", False)]):
        values = {name: profile[name] for name in computed} | stored[profile.id]
        yield profile.partner_id.ref, values | {"tier": profile.tier_id.name}


def agrees(name, expected, actual):
    if expected is None or expected == "":
        return actual is None or actual is False or actual == ""
    if isinstance(expected, (date, str)) or isinstance(actual, (str, type(None))):
        return expected == actual
    return math.isclose(expected, actual, abs_tol=TOLERANCES.get(name, 1e-6))


def shown(value):
    return value if value is None or isinstance(value, (str, date)) else float(value)


if __name__ == "__main__":
    main()
