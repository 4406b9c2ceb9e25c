"""Workbooks changed at random: the import reads them, or says in a sentence why not.

COUNT=10000 says how many, SEED=1 which, FIRST=0 from which number on: what fails is
told with its number, and comes again by FIRST=NUMBER COUNT=1.
"""

import contextlib
import json
import os
import subprocess
import sys
import time
from collections import Counter

import database
from odoo_process import odoo
from tally import Tally
from where import ADDON, CHECKOUT, PYTHON

PROGRAM = CHECKOUT / "dev" / "checks" / "fuzz_import_part.py"


def run(tally):
    count = int(os.environ.get("COUNT", 10_000))
    first = int(os.environ.get("FIRST", 0))
    seed = os.environ.get("SEED", "1")
    started = time.monotonic()
    with database.fresh() as installed:
        print(f"Installing {ADDON} ...", flush=True)
        log = odoo("-d", installed, "-i", ADDON)
        if log.status:
            raise RuntimeError(f"The addon was not installed; see {log.path}")
        with contextlib.ExitStack() as stack:
            processes = start_parts(stack, installed, seed, first, count)
            kinds, outcomes, faults = follow(processes)
    print(f"Kinds: {told(kinds)}\nOutcomes: {told(outcomes)}", flush=True)
    seconds = time.monotonic() - started
    tally.count(f"files of seed {seed}", sum(kinds.values()) - faults, faults, seconds)
    if sum(kinds.values()) != count:
        tally.count("all files", 0, 1, seconds, "Not every file was tried.")


def start_parts(stack, installed, seed, first, count):
    """A process for each processor, in databases of their own: they would wait for each
    other in one."""
    parts = min(os.cpu_count() or 1, 4, count)
    names = [
        stack.enter_context(database.fresh(source=installed)) for _part in range(parts)
    ]
    return [
        start(name, seed, first + part, first + count, parts)
        for part, name in enumerate(names)
    ]


def start(name, *numbers):
    """A process that tries every n-th file, each undone before the next."""
    return subprocess.Popen(
        [PYTHON, CHECKOUT / "dev" / "script.py", PROGRAM, name, *map(str, numbers)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        text=True,
    )


def follow(processes):
    """Counts of kinds and of outcomes, and how many faults there were."""
    kinds, outcomes, faults = Counter(), Counter(), 0
    try:
        for process in processes:
            for line in process.stdout:
                if line.startswith("{"):
                    result = json.loads(line)
                    kinds.update(result["kinds"])
                    outcomes.update(result["outcomes"])
                    faults += result["faults"]
                else:
                    print(line, end="", flush=True)
            process.wait()
    finally:
        for process in processes:
            process.kill()
    return kinds, outcomes, faults


def told(counts):
    return ", ".join(f"{count} {name}" for name, count in counts.most_common())


if __name__ == "__main__":
    tally = Tally()
    run(tally)
    sys.exit(tally.close())
