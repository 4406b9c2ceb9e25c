"""The addon's tests in Odoo, and an installation with demo data."""

import os
import re
import time

import database
from odoo_process import odoo
from where import ADDON, CHECKOUT

# apps that the addon uses where they are installed, and what is tested with each
OTHERS = {
    "event": "TestInvitationEvent",
    "loyalty": "TestLoyalty",
    "sale_margin": "TestMargin",
}
BROWSER_SUITE = f"/web:WebSuite.test_unit_desktop[@{ADDON}]"
# what asks a server: only these need the assets of web pages, which take a while
BROWSER = re.compile(r"\b(HttpCase|PortalCommon)\b")


def run(tally):
    """All of them, or those of TAGS, one after the other."""
    chosen = os.environ.get("TAGS") or ",".join(parts().values())
    if os.environ.get("FAST"):
        name = database.kept()
        if install(tally, name, "-u", ADDON):
            run_tests(tally, name, "Odoo tests", chosen)
    else:
        with database.fresh() as name:
            if install(tally, name):
                run_tests(tally, name, "Odoo tests", chosen)


def parts():
    """{name: tags}: tests with a browser, then those of each area, longest first."""
    found = {"browser": [], "archive": [], "management": [], "care": []}
    for path in sorted((CHECKOUT / "tests").glob("test_*.py")):
        area = path.stem.split("_")[1]
        part = "browser" if BROWSER.search(path.read_text()) else area
        found.setdefault(part, []).append(f"/{ADDON}/tests/{path.name}")
    if any((CHECKOUT / "static" / "tests").glob("**/*.test.js")):
        found["browser"].append(BROWSER_SUITE)
    return {name: ",".join(tags) for name, tags in found.items() if tags}


def install(tally, name, *options):
    """Whether the addon is in that database now."""
    print(f"Installing {ADDON} ...", flush=True)
    started = time.monotonic()
    log = odoo("-d", name, "-i", ADDON, *options)
    count_log(tally, "installation", log, time.monotonic() - started)
    return not log.status


def run_part(tally, installed, part, tags):
    """One part of the tests in its own copy of a database with the addon."""
    with database.fresh(source=installed) as name:
        run_tests(tally, name, f"Odoo tests, {part}", tags)


def run_tests(tally, name, title, tags):
    started = time.monotonic()
    log = odoo("-d", name, f"--test-tags={tags}")
    seconds = time.monotonic() - started
    count_tests(tally, title, log, seconds, BROWSER_SUITE in tags)
    count_log(tally, f"{title}: log", log, seconds)


def run_demo(tally):
    started = time.monotonic()
    print(f"Installing {ADDON} with demo data ...", flush=True)
    with database.fresh(demo=True) as name:
        installed = odoo("-d", name, "-i", ADDON, "--with-demo")
        odoo("-d", name, "-i", ",".join(OTHERS))
        tags = ",".join(f"/{ADDON}:{test}" for test in OTHERS.values())
        others = odoo("-d", name, f"--test-tags={tags}")
    count_log(tally, "demo", installed, time.monotonic() - started)
    count_tests(tally, "other apps", others, time.monotonic() - started)


def count_tests(tally, title, log, seconds, browser=False):
    problems = []
    if not log.ran:
        problems.append("No test ran.")
    if browser and not log.browser_unit_tests:
        problems.append("No unit test ran in the browser.")
    failed = log.failed + len(log.skipped) + len(problems)
    passed = max(log.ran - log.failed - len(log.skipped), 0)
    passed += max(log.browser_unit_tests - 1, 0)  # the suite counts as one in `ran`
    text = "\n".join([*problems, *log.skipped, f"Log: {log.path}"])
    tally.count(title, passed, failed, seconds, text)


def count_log(tally, name, log, seconds):
    """One check: Odoo ended well and complained of nothing but failed tests."""
    failed = bool(log.complaints) or bool(log.status and not log.failed)
    text = f"{len(log.complaints)} complaints, exit code {log.status}; log: {log.path}"
    tally.count(name, int(not failed), int(failed), seconds, text)
