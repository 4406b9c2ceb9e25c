"""Counts what passed and what failed, and says it."""

import subprocess
import time


class Tally:
    def __init__(self):
        self.passed = 0
        self.failed = 0
        self.failures = []

    def count(self, name, passed, failed, seconds, text=""):
        """Adds the result of one check; `text` tells what failed."""
        self.passed += passed
        self.failed += failed
        if failed:
            self.failures.append(name)
            print(text.rstrip(), flush=True)
        state = "FAILED" if failed else "ok"
        number = f" ({passed} passed, {failed} failed)" if passed + failed > 1 else ""
        print(f"{name}: {state}{number}, {seconds:.0f} s", flush=True)

    def command(self, name, command, **options):
        """Runs a command that is one check: it passes by exit code 0."""
        started = time.monotonic()
        done = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            **options,
        )
        failed = int(done.returncode != 0)
        self.count(name, 1 - failed, failed, time.monotonic() - started, done.stdout)

    def close(self):
        if self.failures:
            print(f"Failed: {', '.join(self.failures)}")
        if not self.passed + self.failed:
            self.failed = 1
            print("Nothing was checked.")
        print(f"{self.passed} passed, {self.failed} failed", flush=True)
        return int(self.failed > 0)
