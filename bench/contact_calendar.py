"""The contact calendar in a real browser: 500 customers, 31 days, 20,000 contacts.

The addon's test of the tag `care_speed` makes them, and undoes it all at the end.
"""

import re
import socket
import subprocess
import sys
from pathlib import Path

LAUNCH = Path(__file__).resolve().parent.parent / "dev" / "launch.py"
TIME = re.compile(r"care_speed (\w+ \w+) ([\d.]+) ([\d.]+)")
TITLES = (
    ("server answer", "ms: 500 customers, 31 days, 20,000 contacts", 1000),
    ("cell draw", "ms: a letter of these drawn in the browser", 100),
    ("cell answer", "ms: it is logged before that", None),
    ("month draw", "ms: the whole month drawn", None),
    ("sheet written", "ms: its workbook written", None),
    ("sheet read", "ms: the workbook read, and known", None),
)


def measure(registry, report):
    log = run(registry.db_name)
    times = {name: (float(one), float(most)) for name, one, most in TIME.findall(log)}
    for name, title, target in TITLES:
        if name in times:
            value, most = times[name]
            worst = f"worst {most:g} ms" if most else ""
            report.row(title, value, target, worst)
        else:
            report.note(title, f"not measured: {explain(log)}")


def run(database):
    """The log of the measuring test in a database."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, LAUNCH, "-d", database, "--test-tags=care_speed"]
    command += [f"--http-port={port}", "--log-level=info", "--stop-after-init"]
    done = subprocess.run(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    )
    return done.stdout


def explain(log):
    """Why there is no time: no browser, most likely."""
    lines = log.splitlines()
    known = [line for line in lines if re.search(r"skipped|Chrome|ERROR|Error:", line)]
    return (known or lines or ["no word"])[-1][-160:]
