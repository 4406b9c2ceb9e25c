"""Jobs side by side, as many at a time as there are processors, and four at most."""

import concurrent.futures
import os
import time
import traceback

import children


class Lanes:
    """`with Lanes(tally) as lanes`: an exception of the block ends all jobs."""

    def __init__(self, tally):
        self.tally = tally
        self.count = min(len(os.sched_getaffinity(0)), 4)
        self.pool = concurrent.futures.ThreadPoolExecutor(self.count)
        self.jobs = []

    def __enter__(self):
        return self

    def __exit__(self, kind, *_exception):
        if kind:
            children.end_all()
        self.pool.shutdown(cancel_futures=bool(kind))

    def start(self, name, job, *arguments):
        """Call job(tally, *arguments) as soon as a lane is free."""
        self.jobs.append(self.pool.submit(self._run, name, job, arguments))

    def wait(self):
        for job in self.jobs:
            job.result()

    def _run(self, name, job, arguments):
        started = time.monotonic()
        try:
            job(self.tally, *arguments)
        except children.Interrupted:
            pass
        except Exception:
            text = traceback.format_exc()
            self.tally.count(name, 0, 1, time.monotonic() - started, text)
