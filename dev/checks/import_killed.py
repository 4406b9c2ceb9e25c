"""Ends a process in the middle of an import, and looks at what it left: nothing."""

import os
import signal
import subprocess
import sys
import time

import database
from where import CHECKOUT, PYTHON

ROWS = 3000
SCRIPT = CHECKOUT / "dev" / "checks" / "import_job.py"
PATIENCE = 300


def run(tally):
    started = time.monotonic()
    with database.fresh() as name:
        text = check(name)
    seconds = time.monotonic() - started
    tally.count("killed import", int(not text), int(bool(text)), seconds, text)


def check(name):
    """What went wrong, empty if nothing did."""
    prepared = job(name, "prepare").wait()
    if prepared:
        return "The import could not be prepared."
    before = count(name)
    process = job(name, "work")
    deadline = time.monotonic() + PATIENCE
    while progress(name) < ROWS // 3:
        if process.poll() is not None or time.monotonic() > deadline:
            return "The import ended before it could be stopped."
        time.sleep(0.05)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    if count(name) != before:
        return f"{count(name)} contacts after the end by force, {before} before."
    if job(name, "work").wait() or count(name) != before + ROWS:
        return f"The next run left {count(name)} contacts, {before + ROWS} expected."
    return ""


def job(name, step):
    command = [PYTHON, CHECKOUT / "dev" / "script.py", SCRIPT, name, step, str(ROWS)]
    return subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=sys.stderr)


def count(name):
    return int(query(name, "SELECT count(*) FROM res_partner"))


def progress(name):
    return int(query(name, "SELECT coalesce(max(done), 0) FROM care_import_progress"))


def query(name, statement):
    done = subprocess.run(
        ["psql", "-XAtqc", statement, name], capture_output=True, text=True, check=True
    )
    return done.stdout.strip()
