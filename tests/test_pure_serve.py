import subprocess
import sys

from odoo.tests.common import BaseCase

from .guide_pages import ADDON

# Ctrl-C reaches Python by the terminal, and again by the shell that started it
AT_ONCE = """
import os, signal, sys
sys.path.insert(0, sys.argv[1])
import serve
serve.stop_on_signals()
signal.pthread_sigmask(signal.SIG_BLOCK, serve.SIGNALS)
for number in serve.SIGNALS:
    os.kill(os.getpid(), number)
try:
    signal.pthread_sigmask(signal.SIG_UNBLOCK, serve.SIGNALS)
except serve.Stopped:
    os.kill(os.getpid(), signal.SIGTERM)
    print("stopped once")
"""


class TestServe(BaseCase):
    def test_signals_that_come_together_stop_once_and_in_silence(self):
        done = subprocess.run(
            [sys.executable, "-c", AT_ONCE, ADDON / "dev"],
            capture_output=True,
            text=True,
            timeout=60,
        )
        told = (done.stdout, done.stderr, done.returncode)
        self.assertEqual(told, ("stopped once\n", "\nStopping ...\n", 0))
