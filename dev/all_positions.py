"""Odoo's command line that runs the tests of both positions once all is installed.

Tests `at_install` otherwise run while their own module is loaded, before any addon that
comes later.
"""

import odoo.cli
from odoo.tests import loader
from odoo.tests.suite import OdooSuite

make_suite = loader.make_suite


def make_suite_of_all(modules, position="at_install"):
    if position != "post_install":
        return OdooSuite([])
    early, late = make_suite(modules, "at_install"), make_suite(modules, position)
    return OdooSuite([*early, *late])


if __name__ == "__main__":
    loader.make_suite = make_suite_of_all
    odoo.cli.main()
