"""A used database of the previous version, upgraded, is as a new one: the same tables,
rules, views, jobs and texts. What may differ is listed here with its reason."""

import contextlib
import json
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import database
from configuration import configuration
from life_cycle import ask
from odoo_process import odoo
from processes import run_program
from tally import Tally
from where import ADDON, CHECKOUT, manifest

# characters of a value that differs
SHOWN = 300
# the language in which texts are compared beside English
CHINESE = "--load-language=zh_CN"
VERSION = "19.0.1.0.0"
# the commit of that tag, for clones without tags
COMMIT = "57fa456d922ef58750df1ca40dd0afaeede5c399"
STRUCTURE = {
    "column": """SELECT table_name, column_name, data_type, is_nullable,
                        coalesce(column_default, '')
                   FROM information_schema.columns WHERE table_schema = 'public'""",
    "constraint": """SELECT r.relname, c.conname, pg_get_constraintdef(c.oid)
                       FROM pg_constraint c JOIN pg_class r ON r.oid = c.conrelid
                      WHERE c.connamespace = 'public'::regnamespace""",
    "index": """SELECT tablename, indexname, indexdef FROM pg_indexes
                 WHERE schemaname = 'public'""",
    "function": """SELECT proname, pg_get_function_identity_arguments(oid)
                     FROM pg_proc WHERE pronamespace = 'public'::regnamespace""",
    "trigger": """SELECT tgrelid::regclass, tgname, pg_get_triggerdef(oid)
                    FROM pg_trigger WHERE NOT tgisinternal""",
}
TABLES = """SELECT relname FROM pg_class
             WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
               AND relname !~ '^(ir|base|bus|web)_'"""
# contacts of whom the archive holds something, without the mark that says so
UNMARKED = """SELECT p.id FROM res_partner p JOIN care_date d
                  ON p.id IN (d.partner_id, d.commercial_partner_id)
               WHERE p.care_is_traced IS NOT TRUE"""
# (expression of a line that tells a difference, why it may be)
EXPECTED = (
    (
        r"record care\.occasion \w+: active True / False$",
        "the company of the demo greets on it",
    ),
    (
        r"\w+ (account_analytic_line|res_bank|res_partner_bank)\..*only in the up",
        "columns that the demo data of other apps add",
    ),
)
# tables in which an upgrade adds rows, and why
GROWING = {
    "mail_activity_plan": "playbooks of warnings",
    "mail_activity_plan_template": "their steps",
    "report_paperformat": "certificates",
    "rule_group_rel": "rules of new models",
    "mail_message": "Odoo notes that there are new jobs",
    "onboarding_onboarding": "first steps of a manager",
    "onboarding_onboarding_onboarding_onboarding_step_rel": "first steps of a manager",
    "onboarding_onboarding_step": "first steps of a manager",
    "orm_signaling_registry": "Odoo counts changes of its registry",
}


def run(tally):
    with contextlib.ExitStack() as stack:
        old = stack.enter_context(previous_version())
        # what a later version depends on comes with the upgrade
        source = database.template(demo=True, depends=manifest(old / ADDON)["depends"])
        used = stack.enter_context(database.fresh(source=source))
        new = stack.enter_context(database.fresh())
        with configuration(old):
            install(
                tally, f"{VERSION} installed", used, "-i", ADDON, "--with-demo", CHINESE
            )
            use(tally, f"{VERSION} used", used)
        before = count_rows(used)
        install(tally, "upgraded", used, "-u", ADDON)
        started = time.monotonic()
        report(tally, "all rows kept", started, find_lost(before, count_rows(used)))
        report(tally, "contacts marked", started, ask(used, UNMARKED))
        install(tally, "new", new, "-i", ADDON, CHINESE)
        started = time.monotonic()
        report(tally, "as a new database", started, compare(used, new))
        use(tally, "used after the upgrade", used)


@contextlib.contextmanager
def previous_version():
    """A folder of addons with the code of the previous version."""
    revision = find_revision()
    with tempfile.TemporaryDirectory() as folder:
        addon = Path(folder) / ADDON
        addon.mkdir()
        files = subprocess.run(
            ["git", "archive", revision], cwd=CHECKOUT, capture_output=True, check=True
        )
        subprocess.run(["tar", "-x", "-C", addon], input=files.stdout, check=True)
        yield Path(folder)


def find_revision():
    for revision in (f"refs/tags/{VERSION}", COMMIT):
        found = subprocess.run(
            ["git", "cat-file", "-e", f"{revision}^{{commit}}"],
            cwd=CHECKOUT,
            capture_output=True,
        )
        if not found.returncode:
            return revision
        print(f"This clone has no {revision}.", flush=True)
    sys.exit(
        f"Version {VERSION} is not in this clone, so nothing was upgraded: get it by\n"
        "    git fetch --unshallow --tags"
    )


def install(tally, title, name, *options):
    """One check: Odoo ended well, and complained of nothing."""
    started = time.monotonic()
    log = odoo("-d", name, *options)
    failed = bool(log.status or log.complaints)
    seconds = time.monotonic() - started
    tally.count(title, int(not failed), int(failed), seconds, f"log: {log.path}")


def use(tally, title, name):
    """One check: every switch on, every job once."""
    started = time.monotonic()
    status, text = run_program("life_cycle_use.py", name, "use")
    failed = bool(status)
    seconds = time.monotonic() - started
    tally.count(title, int(not failed), int(failed), seconds, text)


def report(tally, title, started, problems):
    failed = len(problems)
    text = "\n".join(f"  {problem}" for problem in problems)
    tally.count(title, int(not failed), failed, time.monotonic() - started, text)


def count_rows(name):
    tables = [table for [table] in ask(name, TABLES)]
    queries = (f"SELECT '{table}', count(*) FROM \"{table}\"" for table in tables)
    return {
        table: int(count) for table, count in ask(name, " UNION ALL ".join(queries))
    }


def find_lost(before, after):
    """Tables that have not as many rows as before, or more without a reason."""
    return [
        f"{table}: {count} rows before, {after.get(table, 0)} now"
        for table, count in sorted(before.items())
        if after.get(table, 0) < count
        or (after[table] > count and table not in GROWING)
    ]


def compare(used, new):
    """What differs between an upgraded database and a new one, a line each."""
    lines = []
    for kind, query in STRUCTURE.items():
        lines += differences(kind, keyed(used, query), keyed(new, query))
    lines += differences("record", *(read_records(name) for name in (used, new)))
    lines += missing_rows(count_rows(used), count_rows(new))
    reasons = [re.compile(expression) for expression, _reason in EXPECTED]
    return [line for line in lines if not any(reason.match(line) for reason in reasons)]


def keyed(name, query):
    return {".".join(row[:2]): list(row[2:]) for row in ask(name, query)}


def differences(kind, used, new):
    lines = []
    for key in sorted(used.keys() | new.keys()):
        if key not in new:
            lines.append(f"{kind} {key}: only in the upgraded database")
        elif key not in used:
            lines.append(f"{kind} {key}: only in a new database")
        elif used[key] != new[key]:
            lines.append(f"{kind} {key}: {tell(used[key], new[key])}")
    return lines


def tell(used, new):
    """Only what differs of two lists or dicts of values."""
    if isinstance(used, list):
        return f"{used} / {new}"
    keys = [key for key in used.keys() | new.keys() if used.get(key) != new.get(key)]
    return "; ".join(
        f"{key} {str(used.get(key))[:SHOWN]} / {str(new.get(key))[:SHOWN]}"
        for key in sorted(keys)
    )


def read_records(name):
    """{external identifier: {field: value}} of all records of the addon."""
    status, text = run_program("upgrade_records.py", name)
    if status:
        raise RuntimeError(text)
    return json.loads(text.splitlines()[-1])


def missing_rows(used, new):
    """Rows that the addon makes by itself, and without an external identifier."""
    return [
        f"rows {table}: {used.get(table, 0)}, in a new database {count}"
        for table, count in sorted(new.items())
        if table.startswith("care_") and used.get(table, 0) < count
    ]


if __name__ == "__main__":
    tally = Tally()
    run(tally)
    sys.exit(tally.close())
