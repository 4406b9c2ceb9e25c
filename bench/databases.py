"""The bench databases: made once, then opened again until they are a month old."""

import ast
import hashlib
import json
import shutil
import time
from contextlib import closing, contextmanager
from datetime import date, timedelta
from pathlib import Path

from rows import VERSION, fill

from odoo import SUPERUSER_ID, api
from odoo.modules.registry import Registry
from odoo.service.db import _create_empty_database
from odoo.sql_db import close_db, db_connect
from odoo.tools import SQL, config

ADDON = "crm_customer_care"
HERE = Path(__file__).resolve().parent
PARTS = ("models", "tools", "wizard", "views", "data", "security", "report")
KEEP = timedelta(days=30)  # older rows would leave the window


def open_plain(name="bench_plain", customers=100_000):
    """The registry of a database that has all but the addon."""
    found, mark = read_mark(name), {"rows": VERSION, "customers": customers}
    if found.items() >= mark.items() and is_fresh(found):
        return Registry(name)
    with timed(f"Making database {name} with {customers:,} customers"):
        drop(name)
        _create_empty_database(name)
        registry = Registry.new(name, install_modules=needed(), new_db_demo=False)
        with registry.cursor() as cr:
            env = api.Environment(cr, SUPERUSER_ID, {"tracking_disable": True})
            fill(env, customers, date.today())
        tidy(name)
        write_mark(name, {**mark, "day": str(date.today())})
    return registry


def open_with_addon(name, customers, template=None):
    """The registry of a database that has this checkout's addon too."""
    plain = template or name
    open_plain(plain, customers)
    if template and not read_mark(name).items() >= read_mark(template).items():
        with timed(f"Copying {template} to {name}"):
            copy(template, name)
            write_mark(name, read_mark(template))
    found, code = read_mark(name), addon_digest()
    if found.get("code") == code:
        return Registry(name)
    with timed(f"Installing the addon in {name}"):
        registry = Registry.new(
            name, install_modules=[ADDON], upgrade_modules=[ADDON], new_db_demo=False
        )
        tidy(name)
        write_mark(name, {**found, "code": code})
    return registry


def is_fresh(found):
    return date.today() - date.fromisoformat(found["day"]) < KEEP


def needed():
    """The modules that the addon builds on."""
    return ast.literal_eval((HERE.parent / "__manifest__.py").read_text())["depends"]


def addon_digest():
    """A short name of the addon's code."""
    content = hashlib.sha256()
    for part in PARTS:
        for path in sorted((HERE.parent / part).rglob("*.*")):
            if path.suffix in (".py", ".xml", ".csv"):
                content.update(path.read_bytes())
    return content.hexdigest()[:12]


# PostgreSQL
def read_mark(name):
    """What `write_mark` kept of a database, {} where there is none."""
    with closing(db_connect("postgres").cursor()) as cr:
        cr.execute(
            "SELECT shobj_description(oid, 'pg_database') FROM pg_database"
            " WHERE datname = %s",
            [name],
        )
        [text] = cr.fetchone() or [None]
    return json.loads(text) if text else {}


def write_mark(name, mark):
    outside(SQL("COMMENT ON DATABASE %s IS %s", SQL.identifier(name), json.dumps(mark)))


def drop(name):
    Registry.delete(name)
    close_db(name)
    outside(SQL("DROP DATABASE IF EXISTS %s", SQL.identifier(name)))


def copy(template, name):
    drop(name)
    Registry.delete(template)
    close_db(template)
    names = SQL.identifier(name), SQL.identifier(template)
    outside(SQL("CREATE DATABASE %s TEMPLATE %s", *names))
    files = config.filestore(template), config.filestore(name)
    shutil.rmtree(files[1], ignore_errors=True)
    shutil.copytree(*files)


def tidy(name, *tables):
    """VACUUM (ANALYZE) one database, or some of its tables."""
    names = SQL(", ").join(map(SQL.identifier, tables))
    outside(SQL("VACUUM (ANALYZE) %s", names), name)


def outside(query, name="postgres"):
    """Run one statement that bears no transaction."""
    with closing(db_connect(name).cursor()) as cr:
        cr._cnx.autocommit = True
        cr.execute(query)


@contextmanager
def timed(title):
    """Say what goes on, and how long it took."""
    print(f"{title} ...", flush=True)
    started = time.monotonic()
    yield
    print(f"  {time.monotonic() - started:.0f} s", flush=True)
