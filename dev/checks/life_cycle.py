"""The addon's life: installed beside data and used, uninstalled without a trace, and
installed again."""

import subprocess
import time

import database
from odoo_process import odoo
from processes import run_program
from where import ADDON

# what of the database's structure an addon may leave behind
STRUCTURE = {
    "column": """SELECT table_name, column_name FROM information_schema.columns
                  WHERE table_schema = 'public'""",
    "constraint": """SELECT r.relname, c.conname
                       FROM pg_constraint c JOIN pg_class r ON r.oid = c.conrelid
                      WHERE c.connamespace = 'public'::regnamespace""",
    "index": "SELECT tablename, indexname FROM pg_indexes WHERE schemaname = 'public'",
    "function": """SELECT proname, proname FROM pg_proc
                    WHERE pronamespace = 'public'::regnamespace""",
    "trigger": """SELECT tgrelid::regclass, tgname FROM pg_trigger
                   WHERE NOT tgisinternal""",
    "sequence": "SELECT sequencename, data_type FROM pg_sequences",
}
# and of its records: by the addon's name, or by the name of a model of its own
RECORDS = {
    "ir_model_data": "module = '{addon}' OR model LIKE 'care.%'",
    "ir_model": "model LIKE 'care.%'",
    "ir_model_fields": "model LIKE 'care.%' OR relation LIKE 'care.%'",
    "ir_ui_view": "model LIKE 'care.%' OR arch_db::text LIKE '%{addon}%'",
    "ir_act_window": "res_model LIKE 'care.%'",
    "ir_act_server": "code LIKE '%care.%'",
    "ir_cron": "cron_name LIKE 'Customer Care%'",
    "ir_attachment": "res_model LIKE 'care.%'",
    "ir_exports": "resource LIKE 'care.%'",
    "ir_exports_line": "name LIKE '%care\\_%'",
    "ir_filters": "concat_ws(' ', model_id, domain, context, sort) ~ 'care[._]'",
    "ir_config_parameter": "key LIKE '%customer_care%'",
    "mail_activity": "res_model LIKE 'care.%'",
    "mail_activity_plan": "res_model LIKE 'care.%'",
    "mail_followers": "res_model LIKE 'care.%'",
    "mail_message": "model LIKE 'care.%'",
    "mail_template": "model LIKE 'care.%'",
    "rating_rating": "res_model LIKE 'care.%'",
}

# what users made by hand that does without the addon, by the column that says so
KEPT = {
    "ir_filters": "name",
    "ir_exports": "name",
    "mail_activity": "summary",
    "mail_activity_plan_template": "summary",
    "res_partner": "name",
}

STEPS = ("installed", "upgraded", "installed again")


def run(tally):
    started = time.monotonic()
    with database.fresh(demo=True) as name:
        before = structure(name)
        logs = [odoo("-d", name, "-i", ADDON, "--with-demo")]
        status, text = run_program("life_cycle_use.py", name, "use")
        made_status, made_text = run_program("life_cycle_use.py", name, "make")
        logs.append(odoo("-d", name, "-u", ADDON))
        left_status, left_text = run_program("life_cycle_use.py", name, "leave")
        left = sorted(structure(name) - before) + left_records(name)
        lost = lost_records(name)
        logs.append(odoo("-d", name, "-i", ADDON))
    seconds = time.monotonic() - started
    for step, failed, told in (
        ("used", status, text),
        ("made by hand", made_status, made_text),
    ):
        tally.count(step, int(not failed), int(bool(failed)), seconds, told)
    problems = [f"  left behind: {' '.join(thing)}" for thing in left[:30]]
    problems += [f"  lost: {table}" for table in lost]
    if left_status:
        problems.append(left_text)
    failed = len(problems)
    tally.count("uninstalled", int(not failed), failed, seconds, "\n".join(problems))
    for title, log in zip(STEPS, logs, strict=True):
        failed = bool(log.status or log.complaints)
        tally.count(title, int(not failed), int(failed), seconds, f"log: {log.path}")


def structure(name):
    return {
        (kind, *row) for kind, query in STRUCTURE.items() for row in ask(name, query)
    }


def left_records(name):
    found = []
    for table, condition in RECORDS.items():
        which = condition.format(addon=ADDON)
        rows = ask(name, f"SELECT t::text FROM {table} t WHERE {which}")  # noqa: S608
        found += [(table, f"{len(rows)} rows:", row[0]) for row in rows[:5]]
    return found


def lost_records(name):
    """Tables without the one record that was made by hand."""
    return [
        table
        for table, column in KEPT.items()
        if ask(name, f"SELECT count(*) FROM {table} WHERE {column} = 'By hand'")  # noqa: S608
        != [("1",)]
    ]


def ask(name, query):
    done = subprocess.run(
        ["psql", "-XAtq", "-F", "\t", "-c", query, name],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=True,
        text=True,
    )
    return [tuple(line.split("\t")) for line in done.stdout.splitlines()]
