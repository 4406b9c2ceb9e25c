"""What a refresh costs beside the ordinary ways: reading by the ORM, lead scoring."""

import gc
import resource
from collections import defaultdict
from math import sqrt

from refresh import empty, refresh
from stopwatch import ROUNDS, Stopwatch, clock, session

from odoo import fields

JOBS = {
    "again": "full refresh, 2 % changed",
    "changed": "what changed, found and refreshed",
}


def measure(bench, report):
    """Compare the refresh of a `RefreshBench` after 2 % new orders with its peers."""

    def grouped(_number):
        with session(bench.registry) as env:
            return clock(read_measures, env)

    def scoring(_number):
        with session(bench.registry) as env:
            return clock(env["crm.lead"]._cron_update_automated_probabilities)

    def changed(number):
        return bench.recent(number) + bench.searched[-1]

    # its first run changes leads for good, later ones find nothing to change
    scoring(0)
    bench.settle()
    watch = Stopwatch()
    watch.take_turns(
        ROUNDS, again=bench.again, changed=changed, grouped=grouped, scoring=scoring
    )
    for peer, title, target in (
        ("grouped", "one _read_group + Python of 12 months", 0.5),
        ("scoring", "Odoo's lead scoring cron", 0.2),
    ):
        for job, name in JOBS.items():
            ratio, text = watch.ratio(job, peer), watch.text(job, peer)
            # the job of the night is what has a target
            bound = target if job == "again" else None
            report.row(f"{name} / {title}", ratio, bound, text)


def read_measures(env):
    """The measures of twelve whole months as one would write them without SQL."""
    end = fields.Date.start_of(fields.Date.today(), "month")
    start = fields.Date.subtract(end, months=12)
    groups = env["sale.order"]._read_group(
        [
            ("state", "=", "sale"),
            ("company_id", "=", env.company.id),
            ("date_order", ">=", start),
            ("date_order", "<", end),
        ],
        ["partner_id", "date_order:month"],
        ["amount_untaxed:sum", "__count", "date_order:min", "date_order:max"],
    )
    months = defaultdict(lambda: [0.0] * 12)
    orders = defaultdict(list)
    for partner, month, amount, count, first, last in groups:
        customer = partner.commercial_partner_id.id
        number = (month.year - start.year) * 12 + month.month - start.month
        months[customer][number] += amount
        orders[customer].append((count, first, last))
    return rank([summary(key, months[key], orders[key]) for key in months])


def summary(customer, months, orders):
    mean = sum(months) / 12
    spread = sqrt(sum((month - mean) ** 2 for month in months) / 12)
    count = sum(order[0] for order in orders)
    days = (max(order[2] for order in orders) - min(order[1] for order in orders)).days
    return {
        "customer": customer,
        "total": sum(months),
        "quarters": [sum(months[at : at + 3]) for at in range(0, 12, 3)],
        "active_months": sum(month > 0 for month in months),
        "cv": spread / mean if mean > 0 else None,
        "mean_interval": days / (count - 1) if count > 1 else None,
    }


def rank(rows):
    rows.sort(key=lambda row: -row["total"])
    total = sum(row["total"] for row in rows)
    running = 0
    for number, row in enumerate(rows, 1):
        running += row["total"]
        row.update(rank=number, cumulative_share=running / total)
    return rows


def measure_memory(registry, report):
    """Peak memory of this process before and after a refresh, so it comes first."""
    gc.collect()
    before = peak()
    with session(registry) as env:
        empty(env)
        refresh(env)
    report.note(
        "peak memory of the process before / after a first fill",
        f"{before:.0f} / {peak():.0f} MB",
    )


def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
