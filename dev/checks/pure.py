"""Tests without a database: BaseCase tests and the doctests of tools/."""

import doctest
import importlib
import logging
import re
import sys
import time
import unittest

import children
from where import ADDON, ADDONS, CHECKOUT, PYTHON

PACKAGE = f"odoo.addons.{ADDON}"


def run(tally):
    """In a process of its own, so that Odoo stays out of the others' way."""
    started = time.monotonic()
    status, output, _errors = children.run([PYTHON, __file__])
    counts = re.search(r"^pure: (\d+) (\d+)$", output, re.M)
    passed, failed = map(int, counts.groups()) if counts else (0, 1)
    if status and not failed:
        failed = 1
    if passed + failed:
        seconds = time.monotonic() - started
        tally.count("pure tests", passed, failed, seconds, output)


def suite():
    from odoo.tests import TransactionCase

    loaded = unittest.TestSuite()
    for path in sorted((CHECKOUT / "tools").glob("[!_]*.py")):
        module = importlib.import_module(f"{PACKAGE}.tools.{path.stem}")
        loaded.addTests(doctest.DocTestSuite(module))
    for path in sorted((CHECKOUT / "tests").glob("test_*.py")):
        module = importlib.import_module(f"{PACKAGE}.tests.{path.stem}")
        for tests in unittest.defaultTestLoader.loadTestsFromModule(module):
            loaded.addTests(t for t in tests if not isinstance(t, TransactionCase))
    return loaded


def main():
    from odoo.modules import initialize_sys_path
    from odoo.tools import config

    config.parse_config([f"--addons-path={ADDONS}"])
    initialize_sys_path()
    logging.disable(logging.INFO)
    result = unittest.TextTestRunner().run(suite())
    failed = len(result.failures) + len(result.errors) + len(result.unexpectedSuccesses)
    failed += len(result.skipped)  # a test that did not run has not passed
    print(f"pure: {max(result.testsRun - failed, 0)} {failed}")
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main())
