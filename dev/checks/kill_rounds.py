"""Jobs of the addon under random kills: server, worker, PostgreSQL. After each round
nothing is done twice, nothing is lost and no job is stuck.

Run by own_cluster.py, with a database and the number of rounds.
"""

import contextlib
import random
import sys
import time
from collections import Counter

import psutil

from odoo.sql_db import close_all

from facts_sql import DOUBLES, STUCK
from night import Night
from own_cluster import OwnCluster, kill
from workers import Fault, environment, main

SEED = 19
PATIENCE = 20
FAILED = "SELECT count(*) FROM ir_cron WHERE id IN %s AND failure_count > 0"


class KillRounds(Night):
    def __init__(self, name, rounds):
        super().__init__(name)
        self.rounds = rounds
        self.random = random.Random(SEED)
        self.cluster = OwnCluster()
        self.found = Counter()

    def check(self):
        self.prepare()
        with self.mail_server(), self.server:
            self.seconds = self.measure()
            for number in range(1, self.rounds + 1):
                self.play(number)
        self.conclude()

    def measure(self):
        """Seconds that the jobs take when nobody disturbs them."""
        self.add("warm")
        self.settle()
        started = time.monotonic()
        self.add("calm")
        self.settle()
        self.look("undisturbed", "calm")
        return time.monotonic() - started

    def play(self, number):
        started, key = time.monotonic(), f"round {number}"
        self.add(key)
        killed = []
        for _time in range(self.random.choice((1, 1, 2))):
            time.sleep(self.random.uniform(0, self.seconds))
            victim = self.random.choice(
                (self.kill_server, self.kill_worker, self.kill_job)
                + (self.kill_backend, self.kill_cluster)
            )
            killed.append(victim())
        # then once more, for what had nothing to do yet before others ended
        ended = self.settle() and self.settle(all_jobs=True)
        seconds = time.monotonic() - started
        self.look(f"{number}: {', '.join(killed)}", key, seconds, ended)

    def is_idle(self):
        self.supervise()
        return super().is_idle()

    def supervise(self):
        """Start Odoo where it has ended, as a service manager does: it gives up when
        it finds no database as it begins. Whether it answers is looked at later."""
        if self.server.process.poll() is not None:
            self.found["starts"] += 1
            with contextlib.suppress(Fault):
                self.server.start()

    # victims
    def kill_server(self):
        self.server.kill()
        self.supervise()
        return "server"

    def kill_worker(self):
        kill(self.random.choice(self.server.children()))
        return "worker"

    def kill_job(self):
        """The worker of jobs: the one that is nice to others."""
        for child in self.server.children():
            with contextlib.suppress(psutil.NoSuchProcess):
                if child.nice() > 0:
                    kill(child)
        return "job"

    def kill_backend(self):
        """One connection of the database; PostgreSQL then ends all others too."""
        backends = [
            process
            for process in self.cluster.processes()[1:]
            if self.is_backend(process)
        ]
        if backends:
            kill(self.random.choice(backends))
        return "connection"

    def is_backend(self, process):
        with contextlib.suppress(psutil.NoSuchProcess):
            return f" {self.name} " in " ".join(process.cmdline())

    def kill_cluster(self):
        self.cluster.kill()
        time.sleep(self.random.uniform(0, 2))
        self.cluster.start()
        return "PostgreSQL"

    # what came of it
    def look(self, title, key, seconds=None, ended=True):
        close_all()
        with environment(self.name) as env:
            lost = self.facts.missing(env, key)
            double = self.facts.count(env, DOUBLES)
            stuck = self.facts.count(env, STUCK)
            env.cr.execute(FAILED, [self.facts.jobs])
            stuck["jobs that failed last time"] = env.cr.fetchone()[0]
        lost["mails"] = self.recorder.lost(key)
        double["mails"] = self.recorder.doubles()
        stuck["servers that do not answer"] = int(not self.answers())
        stuck["jobs that do not end"] = int(not ended)
        text = []
        for what, numbers in (("lost", lost), ("double", double), ("stuck", stuck)):
            numbers = {one: count for one, count in numbers.items() if count}
            self.found[what] += bool(numbers)
            text += [f"{what}: {count} {one}" for one, count in numbers.items()]
        took = f"{seconds:.0f} s" if seconds else ""
        print(f"{title:44}{'; '.join(text) or 'all done, once'} {took}", flush=True)

    def answers(self):
        """Whether the server is there again, soon after its connections were cut."""
        deadline = time.monotonic() + PATIENCE
        self.supervise()
        while not self.server.answers() and time.monotonic() < deadline:
            time.sleep(1)
        return time.monotonic() < deadline

    def conclude(self):
        numbers = {what: self.found[what] for what in ("double", "lost", "stuck")}
        print(
            f"{self.rounds} rounds: "
            + ", ".join(f"{count} {what}" for what, count in numbers.items())
            + f"; {self.recorder.repeated()} mails sent again by Odoo's own queue,"
            " which was killed after it had sent them and before it noted that; Odoo"
            f" started {self.found['starts']} times",
            flush=True,
        )
        if any(numbers.values()):
            raise Fault(f"{numbers} in {self.rounds} rounds.")


if __name__ == "__main__":
    main(lambda *args: KillRounds(*args).check(), *sys.argv[1:])
