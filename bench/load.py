"""Twenty salespeople click while the jobs of the night run: with the addon and without.

Each database has an Odoo of its own with two workers and one for jobs; they take turns,
so that only one of them is used at a time. The people are the same and click as often,
with the same pauses; where there is no addon, a click on one of its screens is one on
another screen of Odoo. Then four of them open lists and forms of contacts only, twice
as fast; without the addon at last once more, with the activities planned by hand that
the addon plans, as Odoo shows them in both. In both the worker of jobs is busy all the
time, after two in a hundred customers have bought: without the addon by Odoo's own jobs
(lead scoring, vacuum, mails, reminders), with it by these and by all of the addon.
"""

import logging
import math
import os
from statistics import median

import browser
from aiosmtpd.controller import Controller
from databases import drop, timed
from load_site import Site, free_port
from stopwatch import duration

NAMES = (("bench_load_plain", "bench_plain"), ("bench_load", "bench_100k"))
TURNS = int(os.environ.get("TURNS", 3))
SECONDS, WARM = 50, 15
TARGET = 1.15


def measure(report):
    logging.getLogger("mail.log").setLevel(logging.ERROR)  # every line of every mail
    port = free_port()
    smtp = Controller(Drain(), hostname="127.0.0.1", port=port)
    smtp.start()
    sites = []
    try:
        with timed("Copying both databases"):
            for name, template in NAMES:
                sites.append(Site(name, template, port))
        for site in sites:
            site.server.start()
        for site in sites:
            with timed(f"First night and first clicks in {site.name}"):
                site.begin_night()
                site.sign_in()
                site.wait()
                site.play(WARM, "warm", counted=False)
        take_turns(*sites)
    finally:
        for site in sites:
            site.server.stop()
        smtp.stop()
        for name, _template in NAMES:
            drop(name)
    tell(report, *sites)


def take_turns(core, ours):
    for turn in range(TURNS):
        for site in (core, ours):
            site.play(SECONDS, turn)
            site.play_few(SECONDS / 2, turn, site.times_of_few)
    core.plan_as(ours)
    for turn in range(TURNS):
        core.play_few(SECONDS / 2, turn, core.times_as_planned)


def tell(report, core, ours):
    common = [screen.__name__ for screen in browser.COMMON]
    for name in ("login", *common):
        tell_ratio(report, name, core.times[name], ours.times[name])
    together = [
        [t for name in common for t in site.times[name]] for site in (core, ours)
    ]
    clicks = " / ".join(str(len(times)) for times in together)
    report.note("clicks on these, without / with the addon", clicks)
    tell_ratio(report, "all of these", *together, target=TARGET)
    few = core.times_of_few, ours.times_of_few
    tell_ratio(report, "contact list and form, four people", *few, target=TARGET)
    alike = core.times_as_planned, ours.times_of_few
    tell_ratio(report, "the same, planned by hand without the addon", *alike)
    for screen in browser.OURS:
        times = ours.times[screen.__name__] or [math.nan]
        text = f"{duration(median(times))}, p95 {duration(p95(times))}, {len(times)}"
        report.note(f"{screen.__name__}, of the addon", text)
    for site, title in ((core, "without"), (ours, "with")):
        log = site.server.read()
        tried = sum("tries left, try again" in line for line in log)
        done = sum("fully done" in line for line in log)
        text = f"{done} jobs done, {tried} requests run again by Odoo"
        report.note(f"{title} the addon", text)
        for error in site.errors[:5]:
            report.note(f"  {title} the addon", error[:200])
    report.row("errors that users saw", len(ours.errors), 0)


def tell_ratio(report, name, core, ours, target=None):
    text = f"{duration(p95(ours))} / {duration(p95(core))}"
    middle = f", p50 {duration(median(ours))} / {duration(median(core))}"
    title = f"p95 of {name.replace('_', ' ')}, with / without the addon"
    report.row(title, p95(ours) / p95(core), target, text + middle)


def p95(times):
    return sorted(times)[math.ceil(0.95 * len(times)) - 1]


class Drain:
    """A mail server that takes everything."""

    async def handle_DATA(self, _server, _session, _envelope):
        return "250 OK"
