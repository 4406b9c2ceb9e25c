"""Counts what passed and what failed, and says it."""

import threading
import time

import children


class Tally:
    def __init__(self):
        self.passed = 0
        self.failed = 0
        self.failures = []
        self._lock = threading.Lock()

    def count(self, name, passed, failed, seconds, text=""):
        """Adds the result of one check; `text` tells what failed."""
        state = "FAILED" if failed else "ok"
        number = f" ({passed} passed, {failed} failed)" if passed + failed > 1 else ""
        line = f"{name}: {state}{number}, {seconds:.0f} s"
        with self._lock:
            self.passed += passed
            self.failed += failed
            if failed:
                self.failures.append(name)
                line = f"{text.rstrip()}\n{line}"
            print(line, flush=True)

    def command(self, name, command, **options):
        """Runs a command that is one check: it passes by exit code 0."""
        started = time.monotonic()
        status, output, _errors = children.run(command, **options)
        failed = int(status != 0)
        self.count(name, 1 - failed, failed, time.monotonic() - started, output)

    def close(self):
        if self.failures:
            print(f"Failed: {', '.join(self.failures)}")
        if not self.passed + self.failed:
            self.failed = 1
            print("Nothing was checked.")
        print(f"{self.passed} passed, {self.failed} failed", flush=True)
        return int(self.failed > 0)
