"""An Odoo server with workers, as it runs in production, in the hands of a check."""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import urllib.request
from pathlib import Path

import psutil

from workers import Fault, wait_until

LAUNCH = Path(__file__).resolve().parents[1] / "launch.py"


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return taken.getsockname()[1]


class OdooServer:
    def __init__(self, name, *arguments, workers=2):
        self.name, self.workers = name, workers
        self.port = free_port()
        self.arguments = arguments
        # appended to by its processes, read by us
        self.log = tempfile.NamedTemporaryFile("ab", suffix=".log")
        self.process = None

    @property
    def address(self):
        return f"http://127.0.0.1:{self.port}"

    def start(self):
        """Start it, with one more worker for the jobs, and wait until it answers."""
        command = [
            *(sys.executable, LAUNCH, "-d", self.name, f"--db-filter=^{self.name}$"),
            *(f"--http-port={self.port}", f"--gevent-port={free_port()}"),
            *(f"--workers={self.workers}", "--max-cron-threads=1", "--log-level=info"),
            *("--no-database-list", *self.arguments),
        ]
        self.process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=self.log,
            stderr=subprocess.STDOUT,
            # else the killing of it would end us
            start_new_session=True,
        )
        wait_until(self.answers, f"Odoo does not answer: {self.read()[-3:]}")

    def answers(self):
        if self.process.poll() is not None:
            raise Fault(f"Odoo ended: {self.read()[-5:]}")
        try:
            with urllib.request.urlopen(f"{self.address}/web/login", timeout=30):
                return True
        except OSError:
            return False

    def children(self):
        """Its workers."""
        try:
            return psutil.Process(self.process.pid).children()
        except psutil.NoSuchProcess:
            return []

    def kill(self):
        """End all of it by force."""
        if self.process and self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()

    def stop(self):
        if self.process and self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(30)
            except subprocess.TimeoutExpired:
                self.kill()

    def read(self):
        return Path(self.log.name).read_text(errors="replace").splitlines()

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_error):
        self.stop()
