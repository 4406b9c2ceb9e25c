"""Runs the checks and ends with a line `N passed, N failed`.

- dev/test: everything, side by side
- dev/test lint: lint only; also pure, odoo, demo, life, processes
- TAGS=/crm_customer_care:TestX dev/test: these Odoo tests only
- FAST=1 dev/test: Odoo tests in a database that is kept and upgraded
"""

import os
import signal
import sys

import database
import example
import life_cycle
import lint
import odoo_tests
import processes
import pure
from lanes import Lanes
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
    if not names and (os.environ.get("TAGS") or os.environ.get("FAST")):
        names = ["odoo"]
    tally = Tally()
    try:
        for name in names:
            CHECKS[name](tally)
        if not names:
            run_everything(tally)
    except KeyboardInterrupt:
        print("Interrupted.", flush=True)
        return 130
    return tally.close()


def run_everything(tally):
    """While the addon is being installed, what does not need that; then the rest, each
    in a copy of that database, the longest first."""
    with Lanes(tally) as lanes:
        for name in ("lint", "pure", "demo", "life"):
            lanes.start(name, CHECKS[name])
        with database.fresh() as installed:
            if odoo_tests.install(tally, installed):
                for part, tags in odoo_tests.parts().items():
                    lanes.start(part, odoo_tests.run_part, installed, part, tags)
                lanes.start("example", example.run, installed)
                for check in processes.CHECKS:
                    lanes.start(check[0], processes.run_check, installed, *check)
            lanes.wait()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
