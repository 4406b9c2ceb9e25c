"""Lint and format; every tool is one check."""

import os
import shutil
import tempfile
from pathlib import Path

import areas
import sizes
from where import ADDON, ADDONS, BIN, CHECKOUT, NODE_MODULES, files


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
        tally.command("wheel", wheel(Path(folder) / ADDON), cwd=folder)


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


def wheel(addon):
    """Builds in a copy: a wheel is named after its folder, the checkout as you like."""
    for path in files():
        copy = addon / path.relative_to(CHECKOUT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, copy)
    build = [BIN / "pip", "wheel", "--no-deps", "--no-build-isolation", "-w", "."]
    return [*build, f"./{addon.name}"]
