"""The example addon of the documentation: installed beside the addon, and tested."""

import time

import database
from odoo_process import odoo
from where import CHECKOUT, addons_path

FOLDER = CHECKOUT / "doc" / "example"
EXAMPLE = "crm_customer_care_example"


def run(tally, installed):
    """In a copy of a database with the addon."""
    started = time.monotonic()
    print(f"Installing {EXAMPLE} ...", flush=True)
    with database.fresh(source=installed) as name:
        log = odoo(
            *("-d", name, "-i", EXAMPLE, f"--test-tags=/{EXAMPLE}"),
            f"--addons-path={addons_path(FOLDER)}",
        )
    problems = len(log.skipped) + len(log.complaints) + int(not log.ran)
    failed = log.failed + problems or int(bool(log.status))
    seconds = time.monotonic() - started
    passed = max(log.ran - log.failed, 0)
    tally.count("example of the documentation", passed, failed, seconds, log_of(log))


def log_of(log):
    return "\n".join([*log.skipped, f"Log: {log.path}"])
