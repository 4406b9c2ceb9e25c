"""Calls of all public methods by every role, in a database with the demo data."""

import os
import sys
import tempfile
from pathlib import Path

import database
from odoo_process import odoo
from where import ADDON


def main(calls="5", seed="1"):
    with tempfile.TemporaryDirectory() as folder, database.fresh(demo=True) as name:
        report = Path(folder) / "report"
        os.environ.update(CARE_FUZZ_CALLS=calls, CARE_FUZZ_SEED=seed)
        os.environ["CARE_FUZZ_REPORT"] = str(report)
        print(f"Installing {ADDON} with demo data ...", flush=True)
        odoo("-d", name, "-i", ADDON, "--with-demo")
        log = odoo("-d", name, "--test-tags=care_fuzz", quiet=True)
        if not report.exists():
            print(f"0 passed, 1 failed; log: {log.path}")
            return 1
        print(report.read_text(), end="")
    return int(bool(log.status))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
