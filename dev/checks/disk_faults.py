"""The disk is full, the database's and that of the files: what cannot be kept says so,
and all is done once there is room again.

Run by own_cluster.py on a small disk.
"""

import os
import sys
import time

import psycopg2

from odoo.sql_db import close_all

from facts_sql import DOUBLES, STUCK
from night import NOW, Night
from own_cluster import OwnCluster
from workers import Fault, connect, environment, main

PATIENCE = 60
BLOCK = 1 << 16
FILE = b"A new file " * 100_000


class DiskFaults(Night):
    def __init__(self, name):
        super().__init__(name)
        self.cluster = OwnCluster()
        self.ballast = self.cluster.folder / "ballast"

    def check(self):
        self.prepare()
        with self.mail_server(), self.server:
            self.add("before")
            if not (self.settle() and self.settle(all_jobs=True)):
                raise Fault("The jobs do not end.")
            self.look("before")
            # facts that nothing has been done about yet, then no room to do it
            self.add("full", now=False)
            self.fill()
            # half of a file
            os.truncate(self.ballast, self.ballast.stat().st_size - len(FILE) // 2)
            self.upload()
            self.fill()
            self.run_jobs()
            self.ballast.unlink()
            self.recover()
            self.look("full")
            self.upload(works=True)

    def fill(self):
        """Take all the room there is."""
        with self.ballast.open("ab", buffering=0) as file:
            try:
                while file.write(bytes(BLOCK)) == BLOCK:
                    pass
            except OSError:
                pass
        left = os.statvfs(self.cluster.folder).f_bavail
        print(f"{'disk filled':28}{left} blocks left", flush=True)

    def run_jobs(self):
        """Let the jobs fail; PostgreSQL may stop over it, as it does on any disk."""
        try:
            with connect(self.name) as cr:
                cr.execute(NOW, [self.facts.jobs])
            self.wake()
        except psycopg2.Error as error:
            print(f"{'jobs asked for':28}{str(error).strip()[:100]}", flush=True)
        time.sleep(20)
        full = [line for line in self.server.read() if "No space left" in line]
        runs = bool(self.cluster.processes())
        print(
            f"{'while it is full':28}{len(full)} lines of the log say so, PostgreSQL"
            f" {'runs' if runs else 'has stopped'}",
            flush=True,
        )
        if not full:
            raise Fault("Nobody noticed that the disk was full.")

    def recover(self):
        """There is room again; whatever watches over services starts them."""
        if not self.cluster.processes():
            self.cluster.start()
        close_all()
        started = time.monotonic()
        # what failed is to run again after an hour
        deadline = started + PATIENCE
        while not self.is_idle() and time.monotonic() < deadline:
            time.sleep(1)
        with connect(self.name) as cr:
            cr.execute(
                "UPDATE ir_cron_trigger SET call_at = call_at - interval '1 hour'"
            )
        if not (self.settle() and self.settle(all_jobs=True)):
            raise Fault("The jobs do not end.")

    def upload(self, works=False):
        """A user brings a file: it is kept, or it says that there is no room."""
        close_all()
        try:
            with environment(self.name) as env:
                file = env["ir.attachment"].create({"name": "x", "raw": FILE})
                number = file.id
            with environment(self.name) as env:
                kept = env["ir.attachment"].browse(number).raw == FILE
        except (OSError, psycopg2.Error) as error:
            text, kept = str(error).strip().splitlines()[0], None
        else:
            text = "kept" if kept else "broken"
        print(f"{'file uploaded':28}{text[:100]}", flush=True)
        if kept is False or works and not kept:
            raise Fault(f"The file was not kept: {text}")

    def look(self, key):
        close_all()
        with environment(self.name) as env:
            found = {
                **self.facts.missing(env, key),
                **self.facts.count(env, DOUBLES),
                **self.facts.count(env, STUCK),
            }
        found["mails lost"] = self.recorder.lost(key)
        found["mails twice"] = self.recorder.doubles()
        wrong = {text: count for text, count in found.items() if count}
        print(f"{key:28}{wrong or 'all done, once'}", flush=True)
        if wrong:
            raise Fault(f"{key}: {wrong}")


if __name__ == "__main__":
    main(lambda name, *_numbers: DiskFaults(name).check(), *sys.argv[1:])
