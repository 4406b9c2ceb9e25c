"""The programs of the tests at full size, each in a database of its own: two workers at
once, workers that are killed, outages of ourselves, of the mail server and of the disk.
They print what they count.
"""

import os
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path

from databases import ADDON, copy, drop, timed

from odoo.modules.registry import Registry
from odoo.service.db import _create_empty_database
from odoo.sql_db import close_db

DEV = Path(__file__).resolve().parent.parent / "dev"
# a command before ours in which it may mount, where nobody else sees what it mounts
SMALL_DISK = ["unshare", "--mount"]
if os.getuid():
    SMALL_DISK += ["--user", "--map-current-user", "--keep-caps"]
EMPTY, NAME = "bench_faults_empty", "bench_faults"
# title, program, its numbers: how many facts, how often killed at random
PROGRAMS = (
    ("planning contacts with 10,000 customers", "plan_faults.py", 10_000, 8),
    ("greeting 5,000 customers by mail", "greet_faults.py", 5_000, 3),
    ("sending a notice to 5,000 customers", "notice_faults.py", 5_000, 4),
    ("1,000 complaints after three days", "outage_faults.py", 1_000),
    ("the mail server is down, in five ways", "mail_server_faults.py"),
)
DISK = "1200m"


def measure(report):
    with empty_database():
        for title, program, *numbers in PROGRAMS:
            measure_one(report, title, program, numbers)
        measure_disk(report)


def measure_disk(report):
    """A disk of its own, in memory, and full for a while."""
    title = "the disk is full"
    tried = subprocess.run([*SMALL_DISK, "mount", "-t", "tmpfs", "tmpfs", "/mnt"])
    if tried.returncode:
        report.note(title, "not measured: this machine lets nobody mount a small disk")
        return
    with timed(title.capitalize()):
        close_db(EMPTY)
        check = "own_cluster.py", EMPTY, DISK, "disk_faults.py"
        run(report, title, *check, before=SMALL_DISK)


def measure_rounds(report):
    """Kills of server, worker and PostgreSQL, in a cluster of their own."""
    rounds = os.environ.get("ROUNDS", "50")
    with empty_database(), timed(f"{rounds} rounds of kills"):
        close_db(EMPTY)
        check = "own_cluster.py", EMPTY, 0, "kill_rounds.py", rounds
        run(report, f"{rounds} rounds of kills", *check)


@contextmanager
def empty_database():
    try:
        with timed(f"Making database {EMPTY}"):
            drop(EMPTY)
            _create_empty_database(EMPTY)
            Registry.new(EMPTY, install_modules=[ADDON], new_db_demo=False)
        yield
    finally:
        drop(EMPTY)


def measure_one(report, title, program, numbers):
    try:
        copy(EMPTY, NAME)
        with timed(title.capitalize()):
            run(report, title, program, NAME, *numbers)
    finally:
        drop(NAME)


def run(report, title, program, *arguments, before=()):
    """Show what a program prints, as it does so; its errors only where it fails."""
    command = [*before, sys.executable, DEV / "script.py", DEV / "checks" / program]
    with tempfile.TemporaryFile("w+", errors="replace") as errors:
        process = subprocess.Popen(
            [*command, *map(str, arguments)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
        )
        for line in process.stdout:
            print(f"  {line}", end="", flush=True)
        report.row(f"faults found: {title}", int(process.wait() != 0), 0)
        if process.returncode:
            errors.seek(0)
            print(errors.read()[-2000:], flush=True)
