"""Programs that a run has started: when it ends before them, it ends them."""

import contextlib
import os
import signal
import subprocess
import threading

_running = set()
_over = threading.Event()


class Interrupted(Exception):
    """The run is over: what had been started was ended, and nothing more starts."""


@contextlib.contextmanager
def child(command, **options):
    """A program that has ended when the block has."""
    _check_time()
    # A session of its own: its end takes along what it has started, browsers say.
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        text=True,
        errors="replace",
        start_new_session=True,
        **options,
    )
    _running.add(process)
    try:
        _check_time()
        yield process
        process.wait()
    finally:
        _running.discard(process)
        _kill(process)
        process.wait()
    _check_time()


def run(command, **options):
    """Exit code of a program, what it said, and its errors if `stderr` is a pipe."""
    options = {"stderr": subprocess.STDOUT, **options}
    with child(command, **options) as process:
        output, errors = process.communicate()
    return process.returncode, output, errors or ""


def end_all():
    _over.set()
    for process in list(_running):
        _kill(process)


def _check_time():
    if _over.is_set():
        raise Interrupted


def _kill(process):
    if process.poll() is None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
