"""Wheel and source distribution: what is in them, and the addon's tests where they are
installed beside Odoo's own addons, without the checkout."""

import contextlib
import os
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import time
import zipfile
from email.parser import HeaderParser
from pathlib import Path

import database
import package
from configuration import configuration
from odoo_process import odoo
from odoo_tests import count_log
from tally import Tally
from where import ADDON, CACHE, CHECKOUT, PYTHON, manifest

DISTRIBUTION = f"odoo_addon_{ADDON}"
FOLDER = CACHE / "wheel"
# each reads files of another kind: data, test data, reports, assets, translations
SOME = ("TestImport", "TestGreetingPrint", "TestArchiveTours", "TestCatalogues")
SOME += ("TestSheetRead", "TestTiers")
# look at files of the repository
REPOSITORY = ("TestLicences", "TestPictures")
WHERE = f"import odoo.addons.{ADDON} as addon; print(addon.__file__)"


def run(tally):
    before = git_status()
    built = build(tally)
    for path in built:
        started = time.monotonic()
        problems = check_files(path) + check_metadata(read_metadata(path))
        report(tally, f"content of {path.name}", started, problems)
    for path in built:
        with environment(path) as python:
            test(tally, path, python)
    started = time.monotonic()
    changed = [] if git_status() == before else ["git status is another one now"]
    report(tally, "checkout left alone", started, changed)


def git_status():
    command = ["git", "status", "--porcelain"]
    return subprocess.run(command, cwd=CHECKOUT, capture_output=True).stdout


def build(tally):
    """Paths of the wheel and the source distribution, in the cache."""
    folder = FOLDER / "dist"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    addon = package.copy_addon(folder)
    tally.command("wheel", package.build_wheel(addon), cwd=folder)
    tally.command("source distribution", package.build_sdist(), cwd=addon)
    shutil.rmtree(addon)
    built = sorted(folder.iterdir())
    print("\n".join(map(str, built)), flush=True)
    return built


def report(tally, title, started, problems):
    failed = len(problems)
    text = "\n".join(f"  {problem}" for problem in problems)
    tally.count(title, int(not failed), failed, time.monotonic() - started, text)


# --- what is in them -----------------------------------------------------------------


def read_names(path):
    if path.suffix == ".whl":
        with zipfile.ZipFile(path) as archive:
            prefix = f"odoo/addons/{ADDON}/"
            names = archive.namelist()
    else:
        with tarfile.open(path) as archive:
            prefix = f"{path.name.removesuffix('.tar.gz')}/"
            names = [member.name for member in archive if member.isfile()]
    return {name.removeprefix(prefix) for name in names if name.startswith(prefix)}


def check_files(path):
    """Every file of the addon is there, and no other."""
    names = read_names(path) - {"PKG-INFO", "pyproject.toml"}
    wanted = set(package.list_files()) - {"pyproject.toml"}
    return [
        *(f"not in it: {name}" for name in sorted(wanted - names)),
        *(f"not of the addon: {name}" for name in sorted(names - wanted)),
    ]


def read_metadata(path):
    if path.suffix == ".whl":
        with zipfile.ZipFile(path) as archive:
            [name] = [name for name in archive.namelist() if name.endswith("/METADATA")]
            text = archive.read(name)
    else:
        with tarfile.open(path) as archive:
            name = f"{path.name.removesuffix('.tar.gz')}/PKG-INFO"
            text = archive.extractfile(name).read()
    return HeaderParser().parsestr(text.decode())


def check_metadata(metadata):
    """What a package index shows is what the manifest and the README say."""
    declared = manifest()
    readme = (CHECKOUT / "README.rst").read_text()
    required = ["odoo==19.0.*", *declared["external_dependencies"]["python"]]
    expected = {
        "Version": declared["version"],
        "License": declared["license"],
        "Summary": declared["summary"],
        "Author": declared["author"],
        "Description-Content-Type": "text/x-rst",
    }
    problems = [
        f"{name}: {metadata[name]!r} instead of {value!r}"
        for name, value in expected.items()
        if metadata[name] != value
    ]
    if sorted(metadata.get_all("Requires-Dist")) != sorted(required):
        problems.append(f"requires {metadata.get_all('Requires-Dist')}, not {required}")
    if metadata.get_payload().strip() != readme.strip():
        problems.append("its description is not the README")
    return problems


# --- where they are installed --------------------------------------------------------


@contextlib.contextmanager
def environment(path):
    """Python of a clean environment: Odoo's own packages, and this one."""
    packages = odoo_packages(path)
    with tempfile.TemporaryDirectory() as folder:
        call(PYTHON, "-m", "venv", folder)
        python = Path(folder) / "bin" / "python"
        [site] = Path(folder).glob("lib/python*/site-packages")
        (site / "odoo_packages.pth").write_text(f"{packages}\n")
        # Odoo is Debian's here: pip cannot tell what it needs, and it is there already
        call(python, "-m", "pip", "install", "-q", "--no-deps", path)
        call(python, "-m", "pip", "install", "-q", *requirements(path))
        yield python


def call(*command):
    """Run a command away from the checkout; say what it said if it fails."""
    done = subprocess.run(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        cwd="/",
    )
    if done.returncode:
        sys.exit(f"{done.stdout}\n{' '.join(map(str, command))} failed.")


def requirements(path):
    """What the metadata names, but Odoo itself."""
    named = read_metadata(path).get_all("Requires-Dist")
    return [name for name in named if not name.startswith("odoo==")]


def odoo_packages(path):
    """The folder of what Odoo needs, without what the addon has to bring."""
    brought = {plain(name) for name in requirements(path)}
    lines = (CHECKOUT / "dev" / "requirements-odoo.txt").read_text().splitlines()
    wanted = [line for line in lines if plain(line) not in brought]
    folder, mark = FOLDER / "odoo", FOLDER / "odoo.complete"
    key = "\n".join([sys.version, *wanted])
    if not mark.exists() or mark.read_text() != key:
        print("Python packages of Odoo alone ...", flush=True)
        shutil.rmtree(folder, ignore_errors=True)
        lines = FOLDER / "requirements.txt"
        lines.write_text("\n".join(wanted))
        call(PYTHON, "-m", "pip", "install", "-q", "--target", folder, "-r", lines)
        mark.write_text(key)
    return folder


def plain(line):
    """The name of a package in a line of requirements, as its index spells it."""
    name = re.match(r"[\w.-]*", line)[0]
    return re.sub(r"[-_.]+", "-", name).lower()


def test(tally, path, python):
    """The addon is installed, and its tests pass, out of the package."""
    started = time.monotonic()
    found = subprocess.run(
        [python, "-c", WHERE], capture_output=True, text=True, cwd="/"
    ).stdout.strip()
    elsewhere = [f"found at {found}"]
    if found.startswith(str(python.parents[1])):
        elsewhere = []
    report(tally, f"{path.name} installed by pip", started, elsewhere)
    tags = os.environ.get("TAGS") or ",".join(f"/{ADDON}:{name}" for name in SOME)
    if os.environ.get("ALL"):
        tags = ",".join([f"/{ADDON}", *(f"-/{ADDON}:{name}" for name in REPOSITORY)])
    with database.fresh() as name, configuration():
        log = odoo("-d", name, "-i", ADDON, f"--test-tags={tags}", python=python)
    seconds = time.monotonic() - started
    count_log(tally, "log of installation and tests", log, seconds)
    failed = log.failed + len(log.skipped) + int(not log.ran)
    text = "\n".join([*sorted(log.failures), *log.skipped, f"Log: {log.path}"])
    tally.count("tests", log.ran - log.failed, failed, seconds, text)


if __name__ == "__main__":
    tally = Tally()
    run(tally)
    sys.exit(tally.close())
