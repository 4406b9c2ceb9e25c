"""Measures the addon: ratios of times within one run, each against its target.

ONLY=refresh,pages in the environment chooses among memory, refresh, peers, pages,
archive, sheets, calendar, cadence, clocks, greetings, whatif, growth, years and faults.
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
    "years",
    "faults",
)
# these make a database of their own
ALONE = {"years", "faults"}


def main():
    logging.getLogger("odoo").setLevel(logging.ERROR)
    warnings.simplefilter("ignore")
    parts = os.environ.get("ONLY", ",".join(PARTS)).split(",")
    if os.environ.get("GROWTH") == "0" and "growth" in parts:
        parts.remove("growth")
    report = Report()
    if not ALONE.issuperset(parts):
        measure_large(parts, report)
    if "years" in parts:
        years.measure(report)
    if "faults" in parts:
        kills.measure(report)
    report.close()


def measure_large(parts, report):
    """What is measured in the databases with many customers."""
    plain = open_plain()
    registry = open_with_addon("bench_100k", 100_000, template="bench_plain")
    large = open_with_addon("bench_400k", 400_000) if "growth" in parts else None
    bench = refresh.RefreshBench(registry)
    bench.settle()
    if "memory" in parts:
        peers.measure_memory(registry, report)
    if "refresh" in parts:
        refresh.measure(bench, report)
    if "peers" in parts:
        peers.measure(bench, report)
    if "pages" in parts:
        pages.measure(plain, registry, report)
    if "archive" in parts:
        archive.measure(archive.ArchiveBench(plain, registry), report)
    if "sheets" in parts:
        sheets.measure(registry, report)
    if "calendar" in parts:
        contact_calendar.measure(registry, report)
        touches.measure(registry, report)
    if "cadence" in parts:
        cadence.measure(registry, report)
    if "clocks" in parts:
        clocks.measure(registry, report)
    if "greetings" in parts:
        greetings.measure(registry, report)
    if "whatif" in parts:
        what_if.measure(registry, report)
    if "growth" in parts:
        growth.measure(bench, large, report)


if __name__ == "__main__":
    main()
