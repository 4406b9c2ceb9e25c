"""Makes or upgrades the database of `make run`, then serves it until a signal comes."""

import contextlib
import fcntl
import hashlib
import http.client
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
ADDON = "crm_customer_care"
LAUNCH = Path(__file__).with_name("launch.py")
# What Odoo reads only when it installs or upgrades the addon.
SOURCES = {".py", ".xml", ".csv", ".po", ".pot"}
NOT_SOURCES = {"bench", "build", "dev", "doc", "static", "tests"}


class Stopped(Exception):
    """A signal asked for the end."""


def say(text):
    print(text, file=sys.stderr, flush=True)


def fail(text):
    say(f"customer-care: {text}")
    sys.exit(1)


def main(arguments):
    port, name = check_port(os.environ["PORT"]), check_name(os.environ["DB"])
    if arguments == ["check"]:
        return
    stop_on_signals()
    with contextlib.suppress(Stopped):
        log = Path(os.environ["CARE_CACHE"]) / "log" / f"run-{name}-{port}.log"
        prepare(name, log)
        serve(name, port, log)


def stop_on_signals():
    """The first signal raises `Stopped`, those after it are heard by nobody."""
    for number in SIGNALS:
        signal.signal(number, stop)


def stop(_number, _frame):
    for number in SIGNALS:
        # with SIG_IGN Python complains of one that has come meanwhile
        signal.signal(number, lambda *_again: None)
    say("\nStopping ...")
    raise Stopped


# --- what the user asked for ---------------------------------------------------------


def check_port(text):
    if not text.isdigit() or not 0 < int(text) < 65536:
        fail(f"PORT={text} is no port; say a number, as in: make run PORT=8070")
    with socket.socket() as sock:
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            sock.bind(("127.0.0.1", int(text)))
        except OSError as error:
            reason = error.strerror.lower()
            fail(f"port {text}: {reason}; choose another: make run PORT={other(text)}")
    return int(text)


def other(port):
    return max(int(port) % 65535, 1024) + 1


def check_name(name):
    if not re.fullmatch(r"[a-z0-9][a-z0-9_-]{0,50}", name):
        fail(f"DB={name} is no name for a database; use a-z, 0-9 and _")
    return name


# --- the database --------------------------------------------------------------------


def prepare(name, log):
    """Creates the database, or upgrades the addon in it if its files have changed."""
    with open(f"{log}.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        files = fingerprint()
        found = psql(
            "SELECT coalesce(shobj_description(oid, 'pg_database'), '')"
            f" FROM pg_database WHERE datname = '{name}'"
        )
        if not found:
            say(f"Creating database {name} with demo data, two minutes or so ...")
            create(name, log)
        elif found != [files]:
            say(f"The addon has changed, upgrading database {name} ...")
            run_odoo(log, "-d", name, "-i", ADDON, "-u", ADDON)
        psql(f"COMMENT ON DATABASE \"{name}\" IS '{files}'")


def create(name, log):
    """Under another name first, so that what is half done is never taken for whole."""
    new = f"{name}_new"
    filestores = Path(os.environ["CARE_CACHE"]) / "data" / "main" / "filestore"
    for leftover in (name, new):
        shutil.rmtree(filestores / leftover, ignore_errors=True)
    psql(f'DROP DATABASE IF EXISTS "{new}" WITH (FORCE)')
    run_odoo(log, "-d", new, "-i", ADDON, "--with-demo")
    (filestores / new).rename(filestores / name)
    psql(f'ALTER DATABASE "{new}" RENAME TO "{name}"')


def fingerprint():
    root = Path(os.environ["CARE_CHECKOUT"])
    digest = hashlib.sha256()
    for folder, names, files in os.walk(root):
        here = Path(folder)
        names[:] = sorted(n for n in names if is_source(here, n, root))
        for file in sorted(files):
            if Path(file).suffix in SOURCES:
                digest.update(str((here / file).relative_to(root)).encode())
                digest.update((here / file).read_bytes())
    return digest.hexdigest()


def is_source(folder, name, root):
    return not name.startswith(".") and not (folder == root and name in NOT_SOURCES)


def psql(statement, database="postgres"):
    done = subprocess.run(
        ["psql", "-XAtqc", statement, database],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
    )
    if done.returncode:
        fail(f"PostgreSQL: {done.stderr.strip()}")
    return done.stdout.splitlines()


# --- Odoo ----------------------------------------------------------------------------


@contextlib.contextmanager
def odoo(*arguments, **options):
    """A process that is ended with the block, in a session out of Ctrl-C's reach."""
    process = subprocess.Popen(
        [sys.executable, LAUNCH, *arguments],
        stdin=subprocess.DEVNULL,
        stderr=subprocess.STDOUT,
        start_new_session=True,
        **options,
    )
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def run_odoo(log, *arguments):
    """Odoo to its end, naming a module that it loads every few seconds."""
    told = time.monotonic()
    options = {"stdout": subprocess.PIPE, "text": True, "errors": "replace"}
    with (
        log.open("w") as copy,
        odoo(*arguments, "--stop-after-init", "--no-http", **options) as process,
    ):
        for line in process.stdout:
            copy.write(line)
            loading = re.search(r"Loading module (\S+ \(\d+/\d+\))", line)
            if loading and time.monotonic() > told + 5:
                told = time.monotonic()
                say(f"  {loading[1]}")
        if process.wait():
            copy.flush()
            fail(f"Odoo could not load the addon: {last_error(log)} (Log: {log})")


def last_error(log):
    lines = [line.strip() for line in log.read_text(errors="replace").splitlines()]
    errors = [line for line in lines if re.search(r" (ERROR|CRITICAL) |Error: ", line)]
    return (errors or lines or ["no word"])[-1][:300]


def serve(name, port, log):
    arguments = ["-d", name, f"--db-filter=^{re.escape(name)}$", "--no-database-list"]
    with (
        log.open("w") as output,
        odoo(*arguments, f"--http-port={port}", stdout=output) as process,
    ):
        while not answers(port):
            if process.poll() is not None:
                fail(f"Odoo did not start: {last_error(log)} (Log: {log})")
            time.sleep(0.3)
        say(f"Database {name}, log {log}; Ctrl-C stops.\n")
        say(f"Address   http://127.0.0.1:{port}\nLogin     admin\nPassword  admin")
        process.wait()
        fail(f"Odoo ended: {last_error(log)} (Log: {log})")


def answers(port):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        connection.request("GET", "/web/login")
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()


if __name__ == "__main__":
    main(sys.argv[1:])
