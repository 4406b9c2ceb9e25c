"""Lint and format; every tool is one check."""

import os
import tempfile
from pathlib import Path

import areas
import package
import sizes
from where import ADDON, ADDONS, BIN, CHECKOUT, NODE_MODULES


def run(tally):
    node = {**os.environ, "NODE_PATH": str(NODE_MODULES)}
    tally.command("ruff check", [BIN / "ruff", "check", "."], cwd=CHECKOUT)
    tally.command(
        "ruff format", [BIN / "ruff", "format", "--check", "--diff", "."], cwd=CHECKOUT
    )
    tally.command(
        "pylint-odoo",
        [BIN / "pylint", f"--rcfile={CHECKOUT / '.pylintrc'}", ADDON],
        cwd=ADDONS,
    )
    tally.command("oca-checks", [BIN / "oca-checks-odoo-module", ADDON], cwd=ADDONS)
    catalogues = sorted((CHECKOUT / "i18n").glob("*.po*"))
    if catalogues:
        tally.command("oca-checks-po", [BIN / "oca-checks-po", *catalogues])
    sizes.run(tally)
    areas.run(tally)
    tally.command("prettier", prettier(), cwd=CHECKOUT, env=node)
    tally.command("eslint", eslint(), cwd=CHECKOUT, env=node)
    with tempfile.TemporaryDirectory() as folder:
        addon = package.copy_addon(Path(folder))
        tally.command("wheel", package.build_wheel(addon), cwd=folder)


def prettier():
    plugin = NODE_MODULES / "@prettier" / "plugin-xml" / "src" / "plugin.js"
    return [
        NODE_MODULES / ".bin" / "prettier",
        f"--plugin={plugin}",
        "--no-error-on-unmatched-pattern",
        "--check",
        "**/*.{xml,js,cjs,scss}",
    ]


def eslint():
    return [
        NODE_MODULES / ".bin" / "eslint",
        "--no-error-on-unmatched-pattern",
        "--max-warnings=0",
        "static/**/*.js",
    ]
