"""A job that claims and acts: run by two at once, killed and run again.

A check is a subclass of `Faults`, and a file that ends with `MyFaults.main()`; it is
run as `dev/script dev/checks/FILE DATABASE COUNT KILLS` in a database with the addon.
"""

import random
import sys
import time

from workers import Fault, Gate, Worker, environment, main

SEED = 19


class Faults:
    # tables that the job writes to in this order: its ledger, then what it does
    claims = acts = None

    def __init__(self, name, count, kills):
        self.name, self.count, self.kills = name, count, kills
        self.random = random.Random(SEED)

    # what a check says
    def prepare(self, env):
        """Make `self.count` facts that call for something."""
        raise NotImplementedError

    def job(self, env):
        """What a cron calls."""
        raise NotImplementedError

    def numbers(self, env):
        """Return {text: number} of what is there; `expected` tells the aim of it."""
        raise NotImplementedError

    def expected(self):
        raise NotImplementedError

    def clear(self, env):
        """Remove what the job has made."""
        raise NotImplementedError

    # how it is done
    @classmethod
    def main(cls):
        main(lambda *args: cls(*args).check(), *sys.argv[1:])

    def check(self):
        with environment(self.name) as env:
            self.prepare(env)
        seconds = self.race()
        with environment(self.name) as env:
            self.clear(env)
        self.kill_at_gates()
        self.kill_at_random(seconds)
        self.finish("killed, then run again", self.work())

    def race(self):
        """Two start from the same state; return the seconds that it took."""
        started = time.monotonic()
        gates = [Gate(self.name, self.claims)]
        workers = [self.work(), self.work()]
        for table in (self.acts, None):
            gates[-1].wait_for(*workers)
            if table:
                gates.append(Gate(self.name, table))
            gates.pop(0).open()
        self.finish("two at once", *workers)
        lost = sum("lost a race" in line for one in workers for line in one.read())
        print(f"{'':28}{lost} batches lost a race and were taken again", flush=True)
        if not lost:
            raise Fault("No worker lost a race: nothing was tried.")
        return time.monotonic() - started

    def kill_at_gates(self):
        """End a worker before it claims, then when it is about to act, then when it is
        about to tell the ledger."""
        for table in (self.claims, self.acts, self.claims):
            gate = Gate(self.name, table)
            worker = self.work()
            gate.wait_for(worker)
            worker.kill()
            gate.open()
            self.say(f"killed at {table}")

    def kill_at_random(self, seconds):
        for _number in range(self.kills):
            worker = self.work()
            time.sleep(self.random.uniform(0, seconds / self.kills))
            worker.kill()
            self.say(f"killed after {time.monotonic() - worker.started:.1f} s")

    def work(self):
        return Worker(self.name, self.job)

    def finish(self, title, *workers):
        for worker in workers:
            worker.wait()
        found = self.say(title)
        if found != self.expected():
            raise Fault(f"{title}: {found}, expected {self.expected()}")

    def say(self, title):
        with environment(self.name) as env:
            found = self.numbers(env)
        text = ", ".join(f"{number} {text}" for text, number in found.items())
        print(f"{title:28}{text}", flush=True)
        return found
