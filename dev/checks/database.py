"""Databases of the test cluster, each with its filestore."""

import contextlib
import fcntl
import hashlib
import os
import shutil
import subprocess
import time

from odoo_process import odoo
from where import ADDONS, CACHE, DATA, manifest


def psql(statement):
    done = subprocess.run(
        ["psql", "-XAtqc", statement, "postgres"],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        start_new_session=True,  # Ctrl-C is for the run, which then drops databases
    )
    if done.returncode:
        raise RuntimeError(done.stderr.strip())
    return done.stdout.split()


def exists(name):
    return bool(psql(f"SELECT 1 FROM pg_database WHERE datname = '{name}'"))


def filestore(name):
    return DATA / "filestore" / name


def drop(name):
    psql(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
    shutil.rmtree(filestore(name), ignore_errors=True)


def copy(source, target):
    psql(f'CREATE DATABASE "{target}" TEMPLATE "{source}"')
    if filestore(source).is_dir():
        shutil.copytree(filestore(source), filestore(target))


def template(demo=False, depends=None):
    """The database with all that the addon depends on, or with other apps; made when it
    is not there."""
    depends = sorted(depends or manifest()["depends"])
    version = (CACHE / "odoo" / ".complete").read_text().strip()
    key = hashlib.sha256(f"{version} {depends}".encode()).hexdigest()[:12]
    name = f"template_{key}" + ("_demo" if demo else "")
    with open(CACHE / "pg" / "test" / f"{name}.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not exists(name):
            make_template(name, depends, demo)
    return name


def make_template(name, depends, demo):
    print(f"Making the database template with {', '.join(depends)} ...", flush=True)
    new = f"{name}_new"
    drop(new)
    log = odoo("-d", new, "-i", ",".join(depends), *(["--with-demo"] if demo else []))
    if log.status:
        raise RuntimeError(f"The template was not made; see {log.path}")
    os.rename(filestore(new), filestore(name))
    psql(f'ALTER DATABASE "{new}" RENAME TO "{name}"')


@contextlib.contextmanager
def fresh(demo=False, source=None):
    """A database of this run alone, gone at its end."""
    name = f"run_{os.getpid()}_{time.time_ns() % 10**9}"
    source = source or template(demo)
    try:
        copy(source, name)
        yield name
    finally:
        drop(name)


def kept():
    """The database that FAST=1 comes back to, one for each checkout."""
    name = f"fast_{ADDONS.parent.name}"
    if not exists(name):
        copy(template(), name)
    return name
