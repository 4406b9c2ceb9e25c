"""Where things lie; dev/test says it in environment variables."""

import ast
import os
import subprocess
import sys
from pathlib import Path

ADDON = "crm_customer_care"
CHECKOUT = Path(__file__).resolve().parents[2]
CACHE = Path(os.environ["CARE_CACHE"])
ADDONS = Path(os.environ["CARE_ADDONS"])  # the folder with the link to the checkout
NODE_MODULES = Path(os.environ["CARE_NODE_MODULES"])
PYTHON = sys.executable
BIN = Path(sys.executable).parent
DATA = CACHE / "data" / "test"


def addons_path(*folders):
    """The addons path of Odoo's configuration, and these folders behind it."""
    with open(os.environ["ODOO_RC"]) as configuration:
        line = next(row for row in configuration if row.startswith("addons_path"))
    return ",".join([line.partition("=")[2].strip(), *map(str, folders)])


def manifest(addon=CHECKOUT):
    return ast.literal_eval((addon / "__manifest__.py").read_text())


def files():
    """Paths of what belongs to the repository, in it or about to be."""
    done = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=CHECKOUT,
        capture_output=True,
        check=True,
    )
    names = done.stdout.decode().split("\0")
    return [CHECKOUT / name for name in names if name and (CHECKOUT / name).is_file()]
