"""Jobs under faults: two workers at once, and one that is killed; and the example of
the documentation. Each in its own copy of one database with the addon."""

import subprocess
import time

import children
import database
import example
import odoo_tests
from where import CHECKOUT, PYTHON

# title, program, its numbers: how many facts, how often killed at random
CHECKS = (
    ("killed import", "import_faults.py", 3000),
    ("contacts planned under faults", "plan_faults.py", 300, 3),
    ("complaints escalated under faults", "ladder_faults.py", 40, 3),
    ("greetings under faults", "greet_faults.py", 300, 2),
    ("warnings under faults", "risk_faults.py", 200, 2),
    ("notices under faults", "notice_faults.py", 300, 2),
    ("complaints after an outage", "outage_faults.py", 20),
)


def run(tally):
    with database.fresh() as installed:
        if odoo_tests.install(tally, installed):
            example.run(tally, installed)
            for check in CHECKS:
                run_check(tally, installed, *check)


def run_check(tally, installed, title, program, *numbers):
    started = time.monotonic()
    with database.fresh(source=installed) as name:
        status, text = run_program(program, name, *numbers)
    seconds = time.monotonic() - started
    tally.count(title, int(not status), int(bool(status)), seconds, text)


def run_program(program, name, *numbers):
    """Exit code and output of a program in a database; the log is left out."""
    script = CHECKOUT / "dev" / "checks" / program
    command = [PYTHON, CHECKOUT / "dev" / "script.py", script, name, *map(str, numbers)]
    status, output, errors = children.run(command, stderr=subprocess.PIPE)
    return status, output + (errors if status else "")
