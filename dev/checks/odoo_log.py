"""Reads an Odoo process's log as it comes: failures, skipped tests, warnings."""

import re
import time
from pathlib import Path

RECORD = re.compile(
    r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3} \d+ "
    r"(?P<level>[A-Z]+) \S+ (?P<logger>\S+): (?P<message>.*)"
)
RESULT = re.compile(r"(\d+) failed, (\d+) error\(s\) of (\d+) tests")
LOADING = re.compile(r"Loading module (\S+ \(\d+/\d+\))")
FAILURE = re.compile(r"(?:FAIL|ERROR): ((?:Subtest )?\w+\.\w+|setUpClass \(.*\))")
STARTING = re.compile(r"Starting (\S+\.test_\w+) \.\.\.")
BROWSER_UNIT_TESTS = re.compile(r"\[HOOT\] (?:Passed|Failed) (\d+) tests")


def allowed():
    """The warnings that are known: one expression a line, reasons as comments."""
    lines = Path(__file__).with_name("log-allow.txt").read_text().splitlines()
    return [re.compile(line) for line in lines if line and not line.startswith("#")]


class OdooLog:
    def __init__(self, quiet=False):
        self.quiet = quiet
        self.allowed = allowed()
        self.failures = set()
        self.failed = self.ran = self.browser_unit_tests = 0
        self.skipped = []
        self.complaints = []
        self._record = []
        self._last_echo = time.monotonic()

    def feed(self, line):
        if RECORD.match(line):
            self.close()
        self._record.append(line.rstrip("\n"))

    def close(self):
        """Takes in the record that has just ended: its line and what hangs on it."""
        record, self._record = self._record, []
        match = RECORD.match(record[0]) if record else None
        if not match:
            if any(line.startswith("Traceback") for line in record):
                self._complain(record)
            return
        self._read(match["logger"], match["message"])
        if match["level"] in ("WARNING", "ERROR", "CRITICAL"):
            text = "\n".join([f"{match['logger']}: {match['message']}", *record[1:]])
            if not any(pattern.search(text) for pattern in self.allowed):
                self._complain(record)

    def _read(self, logger, message):
        if result := RESULT.match(message):
            failures, errors, self.ran = map(int, result.groups())
            self.failed = failures + errors
        elif starting := STARTING.match(message):
            self.echo(f"  {starting[1]}")
        elif failure := FAILURE.match(message):
            self.failures.add(f"{logger.removeprefix('odoo.addons.')}: {failure[1]}")
        elif loading := LOADING.match(message):
            self._sign_of_life(loading[1])
        elif message.startswith("skipped "):
            self.skipped.append(message)
            self.echo(message)
        elif count := BROWSER_UNIT_TESTS.search(message):
            self.browser_unit_tests += int(count[1])

    def _sign_of_life(self, text):
        if time.monotonic() > self._last_echo + 10:
            self._last_echo = time.monotonic()
            self.echo(f"  {text}")

    def echo(self, text):
        if not self.quiet:
            print(text, flush=True)

    def _complain(self, record):
        self.complaints.append(record)
        self.echo("\n".join(record))
