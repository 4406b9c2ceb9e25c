"""Runs the Python file named first, its arguments after it, with Odoo configured."""

import os
import runpy
import sys

import odoo.cli  # noqa: F401  Odoo's own set-up comes first
from odoo.modules import initialize_sys_path
from odoo.tools import config

if __name__ == "__main__":
    sys.argv = sys.argv[1:]
    sys.path[0] = os.path.dirname(os.path.abspath(sys.argv[0]))
    config.parse_config([], setup_logging=True)
    initialize_sys_path()
    runpy.run_path(sys.argv[0], run_name="__main__")
