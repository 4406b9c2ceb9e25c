"""The programs of the tests at full size, each in a database of its own: two workers at
once, workers that are killed, and an outage. They print what they count.
"""

import subprocess
import sys
from pathlib import Path

from databases import ADDON, copy, drop, timed

from odoo.modules.registry import Registry
from odoo.service.db import _create_empty_database

DEV = Path(__file__).resolve().parent.parent / "dev"
EMPTY, NAME = "bench_faults_empty", "bench_faults"
# title, program, its numbers: how many facts, how often killed at random
PROGRAMS = (
    ("planning contacts with 10,000 customers", "plan_faults.py", 10_000, 8),
    ("greeting 5,000 customers by mail", "greet_faults.py", 5_000, 3),
    ("sending a notice to 5,000 customers", "notice_faults.py", 5_000, 4),
    ("1,000 complaints after three days", "outage_faults.py", 1_000),
)


def measure(report):
    try:
        with timed(f"Making database {EMPTY}"):
            drop(EMPTY)
            _create_empty_database(EMPTY)
            Registry.new(EMPTY, install_modules=[ADDON], new_db_demo=False)
        for title, program, *numbers in PROGRAMS:
            measure_one(report, title, program, numbers)
    finally:
        drop(EMPTY)


def measure_one(report, title, program, numbers):
    try:
        copy(EMPTY, NAME)
        with timed(title.capitalize()):
            done = run(program, numbers)
    finally:
        drop(NAME)
    for line in done.stdout.splitlines():
        print(f"  {line}", flush=True)
    report.row(f"faults found: {title}", int(done.returncode != 0), 0)
    if done.returncode:
        print(done.stderr[-2000:], flush=True)


def run(program, numbers):
    program = DEV / "checks" / program
    return subprocess.run(
        [sys.executable, DEV / "script.py", program, NAME, *map(str, numbers)],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
    )
