"""Deadlines in batches against the planner one by one, and the job with nothing due."""

import math
import random
from datetime import datetime, timedelta
from unittest.mock import patch

from stopwatch import ROUNDS, Stopwatch, clock, session

from odoo.tools import SQL

DEADLINES = 10_000
SAMPLE = 200  # of them the planner plans, one by one
CLOCKS = 10_000
PLACES = ("Asia/Shanghai", "Europe/Berlin", "America/New_York", "UTC")
START = datetime(2026, 1, 5)
HOURS = ((9, 12), (13, 18))


def measure(registry, report):
    measure_deadlines(registry, report)
    measure_job(registry, report)


# deadlines
def make_policy(env, zone):
    """A policy with lunch and a holiday every three weeks."""
    lines = [
        {"name": "Work", "dayofweek": str(day), "hour_from": start, "hour_to": stop}
        for day in range(5)
        for start, stop in HOURS
    ]
    calendar = env["resource.calendar"].create({"name": zone, "tz": zone})
    calendar.attendance_ids.unlink()
    calendar.attendance_ids = [(0, 0, line) for line in lines]
    env["resource.calendar.leaves"].create(
        [
            {
                "name": "Holiday",
                "calendar_id": calendar.id,
                "date_from": START + timedelta(days=21 * number),
                "date_to": START + timedelta(days=21 * number + 1),
            }
            for number in range(20)
        ]
    )
    return env["care.sla"].create({"name": zone, "calendar_id": calendar.id})


def make_items(count, seed):
    draw = random.Random(seed)
    return [
        (
            draw.randrange(1, 400) / 4,
            [(START + timedelta(minutes=draw.randrange(100 * 24 * 60)), None)],
        )
        for _number in range(count)
    ]


def compare_plans(sla, items, differing):
    """Seconds of the planner for a sample, whose other deadlines go to a list."""
    some, found = items[: SAMPLE // len(PLACES)], []
    seconds = clock(plan_one_by_one, sla, some, found)
    planned = [deadline for deadline, _elapsed in sla._plan(some)]
    pairs = zip(planned, found, strict=True)
    differing.extend(pair for pair in pairs if len({*pair}) > 1)
    return seconds


def measure_deadlines(registry, report):
    items = {zone: make_items(DEADLINES // len(PLACES), zone) for zone in PLACES}
    differing = []

    def ours(_number):
        with session(registry) as env:
            slas = {zone: make_policy(env, zone) for zone in PLACES}
            env.flush_all()
            return clock(lambda: [slas[zone]._plan(items[zone]) for zone in PLACES])

    def planner(_number):
        """Seconds for all, from those of a sample."""
        with session(registry) as env:
            seconds = [
                compare_plans(make_policy(env, zone), items[zone], differing)
                for zone in PLACES
            ]
            return sum(seconds) * DEADLINES / SAMPLE

    watch = Stopwatch()
    watch.take_turns(ROUNDS, ours=ours, planner=planner)
    report.row(
        f"{DEADLINES:,} deadlines / the planner in a loop",
        watch.ratio("ours", "planner"),
        1 / 200,
        watch.text("ours", "planner"),
    )
    report.row("deadlines that differ from the planner's", len(differing), 0)


def plan_one_by_one(sla, items, found):
    for hours, [(start, _stop)] in items:
        end = sla.calendar_id.plan_hours(hours, start, compute_leaves=True)
        found.append(end.replace(microsecond=0))


# the job
def add_clocks(env):
    """Running clocks of as many complaints, none of them due, under the ladder."""
    company = env.company
    env["care.policy"]._get(company).escalation_active = True
    env.flush_all()
    values = {"company": company.id, "partner": company.partner_id.id, "count": CLOCKS}
    env.cr.execute(
        SQL(
            """WITH c AS (
                   INSERT INTO care_complaint
                          (name, subject, kind, company_id, received_date, partner_id,
                           commercial_partner_id, severity, state, cycle, priority)
                   SELECT 'B' || n, 'Bench', 'complaint', %(company)s, now(),
                          %(partner)s, %(partner)s, '1', 'received', 1, '0'
                     FROM generate_series(1, %(count)s) n
                   RETURNING id, company_id, partner_id)
               INSERT INTO care_complaint_clock
                      (complaint_id, company_id, partner_id, milestone, cycle, state,
                       start, counted_from, budget_hours, deadline, ladder_planned,
                       escalate_at)
               SELECT id, company_id, partner_id, 'resolve', 1, 'running', now(), now(),
                      40, now() + (id %% 500 + 1) * INTERVAL '1 hour', TRUE,
                      now() + (id %% 500 + 1) * INTERVAL '45 minutes'
                 FROM c""",
            **values,
        )
    )


def count_written(env):
    return env.execute_query(
        SQL(
            """SELECT COALESCE(sum(n_tup_ins + n_tup_upd + n_tup_del), 0)
                 FROM pg_stat_xact_user_tables"""
        )
    )[0][0]


def check_clocks(env):
    """What the job does but for its commits: clocks that stay would make every later
    job slower, and nobody could count what was written before."""
    cron = type(env["ir.cron"])
    with patch.object(cron, "_commit_progress", return_value=math.inf):
        env["care.complaint"]._mark_due_clocks()
        env["care.complaint"]._care_clocks_checked()
        env.flush_all()


def measure_job(registry, report):
    written = []

    def job(_number):
        with session(registry) as env:
            add_clocks(env)
            before = count_written(env)
            seconds = clock(check_clocks, env)
            written.append(count_written(env) - before)
            return seconds

    def bare(_number):
        with session(registry) as env:
            add_clocks(env)
            rows = SQL("SELECT * FROM care_complaint_clock WHERE state = 'running'")
            return clock(env.execute_query, rows)

    watch = Stopwatch()
    watch.take_turns(ROUNDS, job=job, bare=bare)
    report.row(
        f"job over {CLOCKS:,} running clocks, none due / their SELECT",
        watch.ratio("job", "bare"),
        3,
        watch.text("job", "bare"),
    )
    report.row("rows that it writes", max(written), 0)
