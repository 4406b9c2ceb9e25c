"""Lists and forms as a salesperson opens them, with the addon and without.

One process after the other measures them: the same code takes some per cent more in one
than in the next, by where its memory lies and which database it opened first.
"""

import json
import subprocess
import sys
from pathlib import Path

from stopwatch import Stopwatch

HERE = Path(__file__).resolve().parent
PROCESSES = 8
ROWS = (
    ("contact list with / without the addon", "our_list", "list", 1.08),
    ("contact form with / without the addon", "our_form", "form", 1.08),
    ("read() of 80, 6 + 3 fields / 6 without the addon", "our_read", "read", 1.6),
    ("customers by contribution / core contact list", "customers", "core_list", 0.6),
    ("contact list filtered by tier / by country", "in_tier", "in_country", 2),
    ("contact list grouped by tier / by country", "by_tier", "by_country", 2),
)


def measure(plain, registry, report):
    names = [plain.db_name, registry.db_name]
    watch, more = Stopwatch(), []
    for number in range(PROCESSES):
        found = run(names[::-1] if number % 2 else names)
        for name, seconds in found["seconds"].items():
            watch.seconds[name] += seconds
        more.append(found["queries"])
    for title, name, base, target in ROWS:
        report.row(title, watch.ratio(name, base), target, watch.text(name, base))
    report.row("queries more of read() of 80", max(more), 1)


def run(names):
    """What one process measures in these databases."""
    script = HERE.parent / "dev" / "script.py"
    command = [sys.executable, script, HERE / "page_turns.py", *names]
    done = subprocess.run(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True, check=True
    )
    return json.loads(done.stdout.splitlines()[-1])
