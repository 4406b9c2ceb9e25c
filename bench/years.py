"""Twenty years of greetings to a thousand customers on all occasions shipped, played
through hour by hour in a database of its own: each is sent or explained, once."""

import importlib
import os
import time

from databases import ADDON, drop, tidy, timed
from freezegun import freeze_time

from odoo import SUPERUSER_ID, api
from odoo.modules.registry import Registry
from odoo.service.db import _create_empty_database
from odoo.tools import SQL

NAME = "bench_years"
YEARS = int(os.environ.get("CARE_GREETING_YEARS", "20"))
FRIENDS = int(os.environ.get("CARE_GREETING_FRIENDS", "1000"))
AWAKE = float(os.environ.get("CARE_GREETING_AWAKE", "0.5"))  # of the days see a job
HOURLY = 0.05  # of these see the jobs of every hour that matters
MONTH = 30
FACTS = (
    *("occurrences", "sent", "merged or missed, as said in the ledger"),
    *("mails queued", "runs of the job", "hours that it took"),
)


def measure(report):
    try:
        with timed(f"Making database {NAME}"):
            drop(NAME)
            _create_empty_database(NAME)
            registry = Registry.new(NAME, install_modules=[ADDON], new_db_demo=False)
        with timed(f"Living {YEARS} years with {FRIENDS:,} customers"):
            facts, faults = Life(registry).live()
    finally:
        drop(NAME)
    for title, number in zip(FACTS, facts, strict=True):
        report.note(f"  {title}", f"{number:,}")
    for fault, count in faults.items():
        report.note(f"  FAULT: {fault}", f"{count:,}")
    title = f"faults in {YEARS} years of greetings to {FRIENDS:,} customers"
    report.row(title, sum(faults.values()), 0)


class Life:
    def __init__(self, registry):
        self.registry = registry
        self.mails = self.runs = 0

    def live(self):
        """Return the numbers of `FACTS`, and {fault: count}."""
        started = time.monotonic()
        with self.registry.cursor() as cr:
            life = self.make_life(api.Environment(cr, SUPERUSER_ID, {}))
            with freeze_time("2026-06-15 12:00:00"):
                life.befriend()
                life.make_rules()
                expected = life.expect()
            cr.commit()
            with freeze_time("2026-06-15 12:00:00") as clock:
                for moment in life.moments(set(expected.values())):
                    clock.move_to(moment)
                    self.run_jobs(life, moment)
            self.deliver(life.env)
            faults = life.find_faults(expected)
            sent = sum(row[2] == "sent" for row in life.get_rows())
            # those of the morning after the last day too
            told = life.env["care.greeting"].search_count([("state", "=", "sent")])
        if self.mails != told:
            faults["sent without one mail each"] = abs(self.mails - told)
        held, hours = (
            len(expected) - sent,
            round((time.monotonic() - started) / 3600, 2),
        )
        return [len(expected), sent, held, self.mails, self.runs, hours], faults

    def make_life(self, env):
        env.company.resource_calendar_id.tz = "UTC"
        env.company.email = "care@example.com"
        env["care.policy"]._get().greeting_active = True
        # the people of the tests: not to be imported by the name of a file
        module = importlib.import_module(f"odoo.addons.{ADDON}.tests.greeting_years")
        return module.GreetingYears(env, YEARS, FRIENDS, AWAKE, HOURLY)

    def run_jobs(self, life, moment):
        env = life.env
        life.refresh_dates()
        env["care.greeting"]._cron_greet()
        env.cr.commit()
        env.invalidate_all()
        self.runs += 1
        if self.runs % MONTH == 0:
            self.deliver(env)
        if self.runs % 500 == 0:
            print(f"  {moment:%Y-%m-%d}: {self.mails:,} mails", flush=True)

    def deliver(self, env):
        """Count the mails that wait, and let them go, as the queue of Odoo does."""
        env.cr.execute(SQL("SELECT count(*) FROM mail_mail"))
        self.mails += env.cr.fetchone()[0]
        env.cr.execute(SQL("DELETE FROM mail_mail"))
        env.cr.execute(SQL("DELETE FROM mail_message WHERE model = 'res.partner'"))
        env.cr.commit()
        env.invalidate_all()
        tidy(NAME, "mail_mail", "mail_message", "care_greeting")
