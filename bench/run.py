"""Measures the addon: ratios of times within one run, each against its target.

ONLY=refresh,pages in the environment chooses among memory, refresh, peers, pages,
archive, sheets, calendar, cadence, clocks, greetings, whatif, growth, load, years,
faults and rounds. Load takes ten minutes (TURNS=1: less). The last three are left out
unless they are named: twenty years of greetings take an hour, rounds of kills half an
hour (ROUNDS=5: less), faults ten minutes.
The databases bench_plain, bench_100k and bench_400k are made when they are not there,
some minutes each; GROWTH=0 spares the last one. The calendar is drawn by Chromium;
without it, that is said.
"""

import logging
import os
import warnings

import archive
import cadence
import clocks
import contact_calendar
import greetings
import growth
import kills
import load
import pages
import peers
import refresh
import sheets
import touches
import what_if
import years
from databases import open_plain, open_with_addon
from stopwatch import Report

PARTS = (
    "memory",
    "refresh",
    "peers",
    "pages",
    "archive",
    "sheets",
    "calendar",
    "cadence",
    "clocks",
    "greetings",
    "whatif",
    "growth",
    "load",
    "years",
    "faults",
    "rounds",
)
# these make a database of their own
ALONE = ("years", "faults", "rounds")
USUAL = [part for part in PARTS if part not in ALONE]


def main():
    logging.getLogger("odoo").setLevel(logging.ERROR)
    warnings.simplefilter("ignore")
    parts = os.environ.get("ONLY", ",".join(USUAL)).split(",")
    if os.environ.get("GROWTH") == "0" and "growth" in parts:
        parts.remove("growth")
    report = Report()
    if not set(ALONE).issuperset(parts):
        measure_large(parts, report)
    if "years" in parts:
        years.measure(report)
    if "faults" in parts:
        kills.measure(report)
    if "rounds" in parts:
        kills.measure_rounds(report)
    report.close()


def measure_large(parts, report):
    """What is measured in the databases with many customers."""
    plain = open_plain()
    registry = open_with_addon("bench_100k", 100_000, template="bench_plain")
    large = open_with_addon("bench_400k", 400_000) if "growth" in parts else None
    bench = refresh.RefreshBench(registry)
    bench.settle()
    jobs = {
        "memory": lambda: peers.measure_memory(registry, report),
        "refresh": lambda: refresh.measure(bench, report),
        "peers": lambda: peers.measure(bench, report),
        "pages": lambda: pages.measure(plain, registry, report),
        "archive": lambda: archive.measure(
            archive.ArchiveBench(plain, registry), report
        ),
        "sheets": lambda: sheets.measure(registry, report),
        "calendar": lambda: measure_calendar(registry, report),
        "cadence": lambda: cadence.measure(registry, report),
        "clocks": lambda: clocks.measure(registry, report),
        "greetings": lambda: greetings.measure(registry, report),
        "whatif": lambda: what_if.measure(registry, report),
        "growth": lambda: growth.measure(bench, large, report),
        "load": lambda: load.measure(report),
    }
    for part, job in jobs.items():
        if part in parts:
            job()


def measure_calendar(registry, report):
    contact_calendar.measure(registry, report)
    touches.measure(registry, report)


if __name__ == "__main__":
    main()
