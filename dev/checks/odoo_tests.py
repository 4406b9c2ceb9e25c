"""The addon's tests in Odoo, and an installation with demo data."""

import os
import time

import database
from odoo_process import odoo
from where import ADDON, CHECKOUT

MARGINS = f"/{ADDON}:TestMargin,/{ADDON}:TestLoyalty"
BROWSER_SUITE = f"/web:WebSuite.test_unit_desktop[@{ADDON}]"


def run(tally):
    started = time.monotonic()
    if os.environ.get("FAST"):
        name = database.kept()
        installed = odoo("-d", name, "-i", ADDON, "-u", ADDON)
        tested = odoo("-d", name, f"--test-tags={tags()}")
    else:
        with database.fresh() as name:
            print(f"Installing {ADDON} ...", flush=True)
            installed = odoo("-d", name, "-i", ADDON)
            tested = odoo("-d", name, f"--test-tags={tags()}")
    seconds = time.monotonic() - started
    count_log(tally, "installation", installed, time.monotonic() - started)
    count_tests(tally, tested, seconds)
    count_log(tally, "log of the tests", tested, seconds)


def run_demo(tally):
    started = time.monotonic()
    print(f"Installing {ADDON} with demo data ...", flush=True)
    with database.fresh(demo=True) as name:
        installed = odoo("-d", name, "-i", ADDON, "--with-demo")
        # apps that the addon uses where they are installed
        odoo("-d", name, "-i", "sale_margin,loyalty")
        margins = odoo("-d", name, f"--test-tags={MARGINS}")
    count_log(tally, "demo", installed, time.monotonic() - started)
    text = "\n".join([*margins.skipped, f"Log: {margins.path}"])
    failed = margins.failed + len(margins.skipped) + int(not margins.ran)
    seconds = time.monotonic() - started
    tally.count("margins", margins.ran - margins.failed, failed, seconds, text)


def tags():
    chosen = os.environ.get("TAGS") or f"/{ADDON}"
    if "TAGS" not in os.environ and has_browser_unit_tests():
        chosen += f",{BROWSER_SUITE}"
    return chosen


def has_browser_unit_tests():
    return any((CHECKOUT / "static" / "tests").glob("**/*.test.js"))


def count_tests(tally, log, seconds):
    problems = []
    if not log.ran:
        problems.append("No test ran.")
    if "WebSuite" in tags() and not log.browser_unit_tests:
        problems.append("No unit test ran in the browser.")
    failed = log.failed + len(log.skipped) + len(problems)
    passed = max(log.ran - log.failed - len(log.skipped), 0)
    passed += max(log.browser_unit_tests - 1, 0)  # the suite counts as one in `ran`
    text = "\n".join([*problems, *log.skipped, f"Log: {log.path}"])
    tally.count("Odoo tests", passed, failed, seconds, text)


def count_log(tally, name, log, seconds):
    """One check: Odoo ended well and complained of nothing but failed tests."""
    failed = bool(log.complaints) or bool(log.status and not log.failed)
    text = f"{len(log.complaints)} complaints, exit code {log.status}; log: {log.path}"
    tally.count(name, int(not failed), int(failed), seconds, text)
