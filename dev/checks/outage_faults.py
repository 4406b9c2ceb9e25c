"""Complaints after an outage of three days: each clock whose levels are due is told of
once, by the highest of them; the others are logged as superseded."""

import sys
import time
from datetime import datetime, timedelta

from freezegun import freeze_time

from odoo import fields

from ladder_faults import LadderFaults
from workers import Fault, environment, main

MONDAY = datetime(2026, 6, 15, 6)
THURSDAY = MONDAY + timedelta(days=3)
SPREAD = 15  # minutes in which the complaints come in
SEVERITIES = ("0", "1", "2", "3")
CLOCKS = """
    SELECT k.id, count(e.id) FILTER (WHERE e.state IN ('sent', 'waiting')),
           count(e.id) FILTER (WHERE e.state = 'superseded')
      FROM care_complaint_clock k LEFT JOIN care_escalation e ON e.clock_id = k.id
     GROUP BY k.id"""


class OutageFaults(LadderFaults):
    def check(self):
        with freeze_time(MONDAY), environment(self.name) as env:
            self.prepare(env)
            self.job(env)
            if self.count_rows(env):
                raise Fault("Something was due before the outage.")
        started = time.monotonic()
        with freeze_time(THURSDAY), environment(self.name) as env:
            due = self.count_due(env)
            self.job(env)
        seconds = time.monotonic() - started
        with freeze_time(THURSDAY), environment(self.name) as env:
            found = self.compare(env, due)
            self.job(env)
            again = self.count_rows(env)
        print(f"{self.count} complaints, {len(due)} clocks, nothing due", flush=True)
        print(f"{'three days later':28}{found}, {seconds:.0f} s", flush=True)
        if again != sum(due.values()):
            raise Fault(f"{sum(due.values())} rows expected, then {again}.")

    def make_complaints(self, env):
        buyer = env["res.partner"].create({"name": "Buyer", "is_company": True})
        complaints = env["care.complaint"].with_context(tracking_disable=True)
        now = fields.Datetime.now()
        complaints.create(
            [
                {
                    "subject": f"Complaint {number}",
                    "partner_id": buyer.id,
                    "severity": SEVERITIES[number % len(SEVERITIES)],
                    "received_date": now - timedelta(minutes=number % SPREAD),
                }
                for number in range(self.count)
            ]
        )

    def count_due(self, env):
        """{clock id: levels that have come due}, one by one, as the planner says."""
        levels = env["care.escalation.level"]._get_active()
        due, now = {}, fields.Datetime.now()
        for clock in env["care.complaint.clock"].search([]):
            plan = clock.complaint_id.sla_id.calendar_id.plan_hours
            hours = [
                level._get_hours(clock.budget_hours)
                for level in levels._filter_clock(clock)
            ]
            ends = [plan(one, clock.start, compute_leaves=True) for one in hours]
            due[clock.id] = sum(bool(end) and end <= now for end in ends)
        return due

    def compare(self, env, due):
        env.cr.execute(CLOCKS)
        told = superseded = 0
        for number, acted, passed in env.cr.fetchall():
            wanted = (int(due[number] > 0), max(due[number] - 1, 0))
            if (acted, passed) != wanted:
                raise Fault(f"Clock {number}: {acted}, {passed}; expected {wanted}.")
            told, superseded = told + acted, superseded + passed
        env.cr.execute("SELECT count(*) FROM care_escalation WHERE state = 'waiting'")
        waiting = env.cr.fetchone()[0]
        return f"{told} told ({waiting} in working hours), {superseded} superseded"

    def count_rows(self, env):
        return env["care.escalation"].search_count([])


if __name__ == "__main__":
    main(lambda *args: OutageFaults(*args, 0).check(), *sys.argv[1:])
