"""The mail server is down, hangs, says "later", hangs up, or refuses some for good: the
ledgers say why nothing got out, and all gets out once it is back, each mail once.
"""

import contextlib
import socket
import sys

from facts_sql import CUSTOMERS
from night import Night, Recorder
from workers import Fault, connect, environment, main

# what the ledgers say of a round: (state, is tried again by itself, why)
SAID = """
    SELECT g.state, g.reason LIKE 'It is tried again every hour: %%', count(*),
           min(g.reason)
      FROM {table} g JOIN res_partner p ON p.id = g.partner_id AND p.ref = %s
     GROUP BY 1, 2 ORDER BY 1, 2"""
LEDGERS = ("care_greeting", "care_notice_line")
# as if so much time had passed since: the last try, or when a job is to look after it
HOUR = "UPDATE mail_mail SET write_date = write_date - interval '1 hour'"
SOON = "UPDATE ir_cron_trigger SET call_at = call_at - interval '10 minutes'"
REFUSED = "550 No such user here"


class Moody(Recorder):
    """A recorder that answers otherwise for a while."""

    answer = None

    async def handle_RCPT(self, server, session, envelope, address, options):
        if self.answer == "hang up":
            server.transport.close()
        if self.answer and self.is_meant(address):
            return self.answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    def is_meant(self, address):
        """A refusal for good is for two people only."""
        is_one = address.partition("@")[0].rpartition("-")[2] in ("0", "1")
        return is_one or not self.answer.startswith("5")


class MailServerFaults(Night):
    def __init__(self, name):
        super().__init__(name)
        self.recorder = Moody()

    def check(self):
        self.prepare()
        with self.server:
            self.outage("closed", contextlib.nullcontext())
            self.outage("hanging", self.silence())
            self.outage("says later", self.mood("451 Try again later"))
            # the queue then ends at the first mail, the others stay in it
            self.outage("hangs up", self.mood("hang up"), least=1)
            self.refusal()
        print(f"{self.recorder.repeated()} mails twice", flush=True)
        if self.recorder.repeated() or self.recorder.doubles():
            raise Fault("Mails were sent twice.")

    # moods
    @contextlib.contextmanager
    def mood(self, answer):
        self.recorder.answer = answer
        with self.mail_server():
            yield
        self.recorder.answer = None

    @contextlib.contextmanager
    def silence(self):
        """It takes connections, and says nothing."""
        with socket.create_server(("127.0.0.1", self.smtp_port), backlog=20):
            yield

    # what happens
    def outage(self, key, trouble, least=2 * CUSTOMERS):
        """Nothing gets out, which the ledgers say of some at least; then it is back."""
        with trouble:
            self.add(key)
            self.work(f"The mail server {key}")
            told = sum(self.count_told(key, table) for table in LEDGERS)
            if told < least:
                raise Fault(f"{key}: {told} say why they did not get out.")
        if lost := 2 * CUSTOMERS - self.recorder.lost(key):
            raise Fault(f"{lost} mails got out of {key}.")
        with self.mail_server():
            self.pass_time(HOUR)
            self.work("The mail server is back")
        for table in LEDGERS:
            self.expect(f"{key}, then back", table, [("sent", None, CUSTOMERS)], key)
        if lost := self.recorder.lost(key):
            raise Fault(f"{lost} mails were lost after {key}.")

    def refusal(self):
        """Two people are refused for good; by hand they are tried again."""
        key, most = "refuses two", CUSTOMERS - 2
        wanted = [("failed", False, 2), ("sent", None, most)]
        with self.mood(REFUSED):
            self.add(key)
            self.work(key)
            self.pass_time(HOUR)
            self.work(key)
            for table in LEDGERS:
                self.expect(key, table, wanted)
        with self.mail_server():
            with environment(self.name) as env:
                failed = [("partner_id.ref", "=", key), ("state", "=", "failed")]
                for model in ("care.greeting", "care.notice.line"):
                    env[model].search(failed).action_retry()
            self.work("tried again by hand")
        for table in LEDGERS:
            self.expect("tried by hand", table, [("sent", None, CUSTOMERS)], key)
        if lost := self.recorder.lost(key):
            raise Fault(f"{lost} mails were lost after {key}.")

    def work(self, title):
        """The jobs run, then once more when they were asked to look after it."""
        for _time in range(2):
            if not self.settle(all_jobs=True):
                raise Fault(f"{title}: the jobs do not end.")
            self.pass_time(SOON)

    def pass_time(self, statement):
        with connect(self.name) as cr:
            cr.execute(statement)

    def count_told(self, key, table):
        """How many say that they failed and are tried again by themselves."""
        found = self.look(key, key, table)
        return sum(
            count for state, again, count in found if state == "failed" and again
        )

    def expect(self, title, table, wanted, key=None):
        found = self.look(title, key or title, table)
        if found != wanted:
            raise Fault(f"{title}, {table}: {found}, expected {wanted}")

    def look(self, title, key, table):
        with connect(self.name) as cr:
            cr.execute(SAID.format(table=table), [key])
            rows = cr.fetchall()
        said = "; ".join(f"{row[2]} {row[0]} {row[3] or ''}".strip() for row in rows)
        print(f"{title:28}{table:18}{' '.join(said.split())[:140]}", flush=True)
        return [tuple(row[:3]) for row in rows]


if __name__ == "__main__":
    main(lambda name, *_numbers: MailServerFaults(name).check(), *sys.argv[1:])
