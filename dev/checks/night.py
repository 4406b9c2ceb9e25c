"""A server whose jobs do what facts call for, and a mail server that remembers."""

import contextlib
import re
import time
from collections import Counter, defaultdict

import psycopg2
from aiosmtpd.controller import Controller

from odoo.sql_db import close_all

from facts import GREETING, Facts
from facts_sql import CUSTOMERS
from odoo_server import OdooServer, free_port
from workers import connect, environment

PATIENCE = 300
DUE = """
    SELECT count(*) FROM ir_cron
     WHERE id IN %s AND (nextcall <= now() AT TIME ZONE 'UTC' OR id IN (
           SELECT cron_id FROM ir_cron_trigger
            WHERE call_at <= now() AT TIME ZONE 'UTC'))"""
FREE = "SELECT id FROM ir_cron WHERE id IN %s FOR NO KEY UPDATE SKIP LOCKED"
NOW = "UPDATE ir_cron SET nextcall = now() AT TIME ZONE 'UTC' WHERE id IN %s"


class Recorder:
    """A mail server that remembers the subject, recipient and number of each mail."""

    def __init__(self):
        self.mails = Counter()

    async def handle_DATA(self, _server, _session, envelope):
        text = envelope.content.decode(errors="replace")
        number = re.search(r"^Message-Id:\s*(\S+)", text, re.I | re.M)[1]
        subject = re.search(r"^Subject: (.*)$", text, re.I | re.M)[1].strip()
        for recipient in envelope.rcpt_tos:
            self.mails[subject, recipient, number] += 1
        return "250 OK"

    def repeated(self):
        """Mails that Odoo's queue sent, and did not know so after a kill."""
        return sum(count - 1 for count in self.mails.values())

    def doubles(self):
        """Mails that were written twice to one person about one thing."""
        written = defaultdict(set)
        for subject, recipient, number in self.mails:
            if subject == GREETING or subject.startswith("Notice"):
                written[subject, recipient].add(number)
        return sum(len(numbers) - 1 for numbers in written.values())

    def lost(self, key):
        """How many customers of a round lack one of their two mails."""
        wanted = {
            (subject, f"{key.replace(' ', '')}-{number}@example.com")
            for subject in (GREETING, f"Notice {key}")
            for number in range(CUSTOMERS)
        }
        return len(wanted - {(one, two) for one, two, _number in self.mails})


class Night:
    """A database with the facts, its server and the mail server."""

    def __init__(self, name):
        self.name = name
        self.facts, self.recorder = Facts(name), Recorder()
        self.server = OdooServer(name)
        self.smtp_port = free_port()

    @contextlib.contextmanager
    def mail_server(self):
        smtp = Controller(self.recorder, hostname="127.0.0.1", port=self.smtp_port)
        smtp.start()
        try:
            yield
        finally:
            smtp.stop()

    def prepare(self):
        with environment(self.name) as env:
            self.facts.prepare(env, self.smtp_port)
        close_all()

    def add(self, key, now=True):
        close_all()  # who knows which connections still live
        with environment(self.name) as env:
            self.facts.add(env, key)
            if now:
                env.cr.execute(NOW, [self.facts.jobs])
        self.wake()

    def wake(self):
        """Odoo looks after a minute, unless it is told."""
        with connect("postgres") as cr:
            cr.execute("SELECT pg_notify('cron_trigger', %s)", [self.name])

    def settle(self, all_jobs=False):
        """Let the server do all that is due; return whether it did."""
        if all_jobs:
            with connect(self.name) as cr:
                cr.execute(NOW, [self.facts.jobs])
        deadline = time.monotonic() + PATIENCE
        while not self.is_idle():
            if time.monotonic() > deadline:
                return False
            with contextlib.suppress(psycopg2.Error):
                self.wake()
            time.sleep(0.5)
        return True

    def is_idle(self):
        """Whether no job is due or running, as far as PostgreSQL answers."""
        try:
            with connect(self.name) as cr:
                cr.execute(DUE, [self.facts.jobs])
                [due] = cr.fetchone()
                cr.execute(FREE, [self.facts.jobs])
                return not due and cr.rowcount == len(self.facts.jobs)
        except psycopg2.Error:
            return False
