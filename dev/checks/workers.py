"""Worker processes of one database, and gates that make them wait for one another."""

import logging
import os
import signal
import sys
import tempfile
import time
from contextlib import contextmanager

import psycopg2
from psycopg2.sql import SQL, Identifier

from odoo import SUPERUSER_ID, api
from odoo.modules.registry import Registry
from odoo.sql_db import close_all

from odoo_log import OdooLog

PATIENCE = 600
WAITING = """SELECT count(*) FROM pg_stat_activity
              WHERE datname = current_database() AND wait_event_type = 'Lock'
                AND backend_type = 'client backend'"""


class Fault(Exception):
    """What a check has found."""


@contextmanager
def environment(name):
    """An environment of a database, committed at the end."""
    with Registry(name).cursor() as cr:
        yield api.Environment(cr, SUPERUSER_ID, {})


@contextmanager
def connect(name):
    """A cursor whose statements are transactions of their own, and wait for others
    where Odoo's would lose a race."""
    connection = psycopg2.connect(dbname=name)
    connection.autocommit = True
    try:
        yield connection.cursor()
    finally:
        connection.close()


class Worker:
    """A fork of this process that runs job(env) and ends, as Odoo's workers are."""

    def __init__(self, name, job):
        self.log = tempfile.TemporaryFile("w+", errors="replace")
        self.status = None
        Registry(name)  # loaded once, for all of them
        close_all()
        self.started = time.monotonic()
        self.pid = os.fork()
        if not self.pid:
            self._run(name, job)

    def _run(self, name, job):
        status = 1
        try:
            for stream in (1, 2):
                os.dup2(self.log.fileno(), stream)
            with environment(name) as env:
                job(env)
            status = 0
        except BaseException:
            logging.getLogger("odoo.worker").exception("The job failed")
        finally:
            # without what Python does at an end, which is the parent's to do
            os._exit(status)

    def has_ended(self):
        if self.status is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.status = os.waitstatus_to_exitcode(status)
                self.seconds = time.monotonic() - self.started
        return self.status is not None

    def wait(self):
        """Wait for the end; complain of an error or a warning in the log."""
        wait_until(self.has_ended, "A worker did not end.")
        log = OdooLog()
        for line in self.read():
            log.feed(line)
        log.close()
        if self.status or log.complaints:
            raise Fault(f"A worker ended with {self.status}: {log.complaints}")

    def read(self):
        self.log.seek(0)
        return self.log.readlines()

    def kill(self):
        """End it by force, if it has not ended by itself."""
        if not self.has_ended():
            os.kill(self.pid, signal.SIGKILL)
            wait_until(self.has_ended, "A worker survived.")


class Gate:
    """Nobody writes to a table until it is opened; who wants to waits at it."""

    def __init__(self, name, table):
        self.table = table
        self.connection = psycopg2.connect(dbname=name)
        self.cursor = self.connection.cursor()
        lock = SQL("LOCK TABLE {} IN SHARE MODE").format(Identifier(table))
        self.cursor.execute(lock)

    def wait_for(self, *workers):
        """Wait until all these workers wait here, or for one that does."""

        def all_wait():
            if any(worker.has_ended() for worker in workers):
                raise Fault(f"A worker ended before it wrote to {self.table}.")
            # else the second look would find what the first one has found
            self.cursor.execute("SELECT pg_stat_clear_snapshot()")
            self.cursor.execute(WAITING)
            return self.cursor.fetchone()[0] == len(workers)

        wait_until(all_wait, f"Workers did not write to {self.table}.")

    def open(self):
        self.connection.close()


def wait_until(condition, complaint):
    deadline = time.monotonic() + PATIENCE
    while not condition():
        if time.monotonic() > deadline:
            raise Fault(complaint)
        time.sleep(0.01)


def main(check, name, *arguments):
    """Run check(name, numbers): exit code 1, and a line on what it found, if that
    fails."""
    # the log of workers is read, the one of this process is of no interest
    logging.getLogger("odoo").setLevel(logging.INFO)
    try:
        check(name, *map(int, arguments))
    except Fault as fault:
        print(f"FAULT {fault}", flush=True)
        sys.exit(1)
