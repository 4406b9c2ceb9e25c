"""Ten thousand customers planned by two workers at once, and by one that is killed.

The program of the tests, in a database of its own: it prints what it counts.
"""

import subprocess
import sys
from pathlib import Path

from databases import ADDON, drop, timed

from odoo.modules.registry import Registry
from odoo.service.db import _create_empty_database

DEV = Path(__file__).resolve().parent.parent / "dev"
PROGRAM = DEV / "checks" / "plan_faults.py"
NAME, CUSTOMERS, KILLS = "bench_faults", 10_000, 8


def measure(report):
    try:
        with timed(f"Making database {NAME}"):
            drop(NAME)
            _create_empty_database(NAME)
            Registry.new(NAME, install_modules=[ADDON], new_db_demo=False)
        done = run(NAME)
    finally:
        drop(NAME)
    for line in done.stdout.splitlines():
        print(f"  {line}", flush=True)
    title = f"faults found in planning {CUSTOMERS:,} customers"
    report.row(title, int(done.returncode != 0), 0)
    if done.returncode:
        print(done.stderr[-2000:], flush=True)


def run(name):
    numbers = [str(CUSTOMERS), str(KILLS)]
    return subprocess.run(
        [sys.executable, DEV / "script.py", PROGRAM, name, *numbers],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
    )
