"""Odoo's command line as a script file: `python -m odoo` cannot start its workers."""

import odoo.cli

if __name__ == "__main__":
    odoo.cli.main()
