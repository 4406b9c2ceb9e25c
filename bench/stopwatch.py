"""Times of jobs that take turns, and the table of their ratios."""

import gc
import time
from collections import defaultdict
from contextlib import contextmanager
from random import Random
from statistics import median

from odoo import SUPERUSER_ID, api

ROUNDS = 5
LATENCY_ROUNDS = 31


class Stopwatch:
    """Jobs measured in turns, so that a slow minute of the machine hits them all."""

    def __init__(self):
        self.seconds = defaultdict(list)

    def take_turns(self, rounds, shuffled=False, **jobs):
        """Run every job once per round; each returns the seconds that count.

        With `shuffled` each round has another order, so that what a job leaves behind
        (cold caches) is not always met by the same next one. Each starts without the
        garbage of the others; what there is before the first one is never looked
        through: that takes longer than many a job, and would hit one at random.
        """
        names, random = list(jobs), Random(1)
        gc.collect()
        gc.freeze()
        for number in range(rounds):
            if shuffled:
                random.shuffle(names)
            for name in names:
                gc.collect()
                self.seconds[name].append(jobs[name](number))
        gc.unfreeze()

    def ratio(self, name, base):
        """Median of the rounds' ratios."""
        pairs = zip(self.seconds[name], self.seconds[base], strict=True)
        return median(over / under for over, under in pairs)

    def text(self, *names):
        """The median seconds of jobs, for people."""
        return " / ".join(duration(median(self.seconds[name])) for name in names)


class Report:
    """Prints a row per target as soon as it is measured."""

    def __init__(self):
        self.missed = self.measured = 0
        self.head = True

    def row(self, title, value, target=None, seconds=""):
        """`value` is measured, `target` its upper bound if it has one."""
        if self.head:
            print(f"\n{'':58}{'measured':>9}{'target':>8}       {'seconds'}")
            self.head = False
        ok = target is None or value <= target
        verdict = "" if target is None else "ok" if ok else "MISS"
        bound = "" if target is None else f"<= {target:g}"
        print(
            f"{title:58}{value:>9.3g}{bound:>8}  {verdict:5}{seconds}".rstrip(),
            flush=True,
        )
        self.missed += not ok
        self.measured += target is not None

    def note(self, title, text):
        print(f"{title:58}{text}", flush=True)

    def close(self):
        print(f"\n{self.measured} targets measured, {self.missed} missed")


def duration(seconds):
    return f"{seconds:.2f}" if seconds >= 1 else f"{seconds * 1000:.1f} ms"


def clock(job, *args, **kwargs):
    """Seconds that a call takes."""
    started = time.perf_counter()
    job(*args, **kwargs)
    return time.perf_counter() - started


@contextmanager
def session(registry, login=None):
    """An environment with empty caches whose transaction is undone at the end.

    Of a user only what every request reads is there: he himself and his company.
    """
    with registry.cursor() as cr:
        env = api.Environment(cr, SUPERUSER_ID, {})
        if login:
            user = env["res.users"].search([("login", "=", login)])
            env = env(user=user, context=dict(user.context_get()))
        env.invalidate_all()
        env.company.currency_id.mapped("name")
        try:
            yield env
        finally:
            env.cr.rollback()
