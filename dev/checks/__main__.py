"""Runs the checks and ends with a line `N passed, N failed`.

- dev/test: everything
- dev/test lint: lint only; also pure, odoo, demo, life, processes
- TAGS=/crm_customer_care:TestX dev/test: these Odoo tests only
- FAST=1 dev/test: Odoo tests in a database that is kept and upgraded
"""

import os
import signal
import sys

import life_cycle
import lint
import odoo_tests
import processes
import pure
from tally import Tally

CHECKS = {
    "lint": lint.run,
    "pure": pure.run,
    "odoo": odoo_tests.run,
    "demo": odoo_tests.run_demo,
    "life": life_cycle.run,
    "processes": processes.run,
}


def main(names):
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    signal.signal(signal.SIGHUP, signal.default_int_handler)
    if not names:
        subset = os.environ.get("TAGS") or os.environ.get("FAST")
        names = ["odoo"] if subset else CHECKS
    tally = Tally()
    try:
        for name in names:
            CHECKS[name](tally)
    except KeyboardInterrupt:
        print("Interrupted.", flush=True)
        return 130
    return tally.close()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
