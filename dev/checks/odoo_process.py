"""Runs Odoo to its end on the test cluster, and reads its log meanwhile."""

import os
import socket
import subprocess

import children
from odoo_log import OdooLog
from where import CACHE, CHECKOUT, PYTHON


def free_port():
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return sock.getsockname()[1]


LAUNCHER = CHECKOUT / "dev" / "launch.py"


def odoo(*arguments, launcher=LAUNCHER, quiet=False, python=PYTHON):
    """The log of `odoo ARGUMENTS --stop-after-init`, with the exit code as status."""
    path = CACHE / "log" / f"odoo-{os.getpid()}-{free_port()}.log"
    command = [
        *(python, launcher, *arguments, "--stop-after-init"),
        *(f"--http-port={free_port()}", f"--screenshots={CACHE / 'screenshots'}"),
    ]
    log = OdooLog(quiet)
    log.path = path
    with children.child(command, stderr=subprocess.STDOUT) as process:
        with path.open("w") as copy:
            for line in process.stdout:
                copy.write(line)
                log.feed(line)
        log.close()
    log.status = process.returncode
    if not log.status and not log.failed and not log.complaints:
        path.unlink()
    return log
