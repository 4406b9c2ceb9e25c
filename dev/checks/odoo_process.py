"""Runs Odoo to its end on the test cluster, and reads its log meanwhile."""

import os
import signal
import socket
import subprocess

from odoo_log import OdooLog
from where import CACHE, CHECKOUT, PYTHON


def free_port():
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return sock.getsockname()[1]


LAUNCHER = CHECKOUT / "dev" / "launch.py"


def odoo(*arguments, launcher=LAUNCHER, quiet=False):
    """The log of `odoo ARGUMENTS --stop-after-init`, with the exit code as status."""
    path = CACHE / "log" / f"odoo-{os.getpid()}-{free_port()}.log"
    command = [
        *(PYTHON, launcher, *arguments, "--stop-after-init"),
        *(f"--http-port={free_port()}", f"--screenshots={CACHE / 'screenshots'}"),
    ]
    log = OdooLog(quiet)
    log.path = path
    # A session of its own: an end by Ctrl-C then takes its browsers along.
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        start_new_session=True,
    )
    try:
        with path.open("w") as copy:
            for line in process.stdout:
                copy.write(line)
                log.feed(line)
        log.close()
        log.status = process.wait()
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
    if not log.status and not log.failed and not log.complaints:
        path.unlink()
    return log
