"""Takes the pictures that `pictures` declares, from a real Odoo with a real browser."""

import contextlib
import fcntl
import itertools
import os
import re
import socket
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

import requests

import serve
from chromium import Chromium, Wrong
from palette import reduce
from pictures import LANGUAGES, PICTURES, PORTAL_USERS

CHECKOUT = Path(os.environ["CARE_CHECKOUT"])
CACHE = Path(os.environ["CARE_CACHE"])
LARGEST = 80_000  # bytes


def main(names):
    known = {picture.name: picture for picture in PICTURES}
    if unknown := sorted(set(names) - set(known)):
        serve.fail(f"no picture is named {unknown[0]}; there are: {', '.join(known)}")
    wanted = [known[name] for name in names] or PICTURES
    serve.stop_on_signals()
    database = serve.check_name(os.environ["DB"])
    log = CACHE / "log" / f"pictures-{database}.log"
    with contextlib.suppress(serve.Stopped), open(f"{log}.one", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        forget_outdated(database)
        serve.prepare(database, log)
        with server(database, log) as address:
            return int(not take_all(Studio(address, database), wanted))
    return 130


# --- database and server -------------------------------------------------------------


def forget_outdated(database):
    """The dates of the demo story are counted from the day on which it was told, and
    an upgrade keeps labels that are translated already."""
    found = serve.psql(
        "SELECT shobj_description(oid, 'pg_database')"
        f" FROM pg_database WHERE datname = '{database}'"
    )
    if not found:
        return
    told = serve.psql(
        "SELECT value FROM ir_config_parameter WHERE key = 'database.create_date'",
        database,
    )
    today = date.today().isoformat()
    if found != [serve.fingerprint()] or not told or told[0][:10] != today:
        serve.psql(f'DROP DATABASE "{database}" WITH (FORCE)')


@contextlib.contextmanager
def server(database, log):
    """Address of Odoo on a free port, without jobs that change what is seen."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    filters = [f"--db-filter=^{re.escape(database)}$", "--no-database-list"]
    arguments = ["-d", database, *filters, "--max-cron-threads=0"]
    with (
        log.open("w") as output,
        serve.odoo(*arguments, f"--http-port={port}", stdout=output) as process,
    ):
        while not serve.answers(port):
            if process.poll() is not None:
                serve.fail(f"Odoo did not start: {serve.last_error(log)} (Log: {log})")
            time.sleep(0.3)
        yield f"http://127.0.0.1:{port}"


class Remote:
    """A user's calls of the server."""

    def __init__(self, address, database, login):
        self.address = address
        self.session = requests.Session()
        params = {"db": database, "login": login, "password": login}
        self.post("/web/session/authenticate", params)

    def post(self, path, params):
        answer = self.session.post(
            self.address + path, json={"jsonrpc": "2.0", "params": params}, timeout=600
        ).json()
        if "error" in answer:
            raise Wrong(answer["error"]["data"]["message"])
        return answer["result"]

    def call(self, model, method, *args, **kwargs):
        params = {"model": model, "method": method, "args": args, "kwargs": kwargs}
        return self.post("/web/dataset/call_kw", params)

    def find(self, model, field, value):
        """Id of the one record with that value."""
        domain = [(field, "=", value)]
        context = {"active_test": False, "lang": "en_US"}
        found = self.call(model, "search", domain, context=context)
        if len(found) != 1:
            raise Wrong(f"there are {len(found)} {model} with {field} {value}")
        return found[0]


# --- pictures ------------------------------------------------------------------------


class Studio:
    """The database made ready: languages, and customers who may enter the portal."""

    def __init__(self, address, database):
        self.address = address
        self.database = database
        self.admin = Remote(address, database, "admin")
        self.users = self.find_users()
        self.add_languages()

    def find_users(self):
        """Ids of all who look. What a user dismisses on the first day is dismissed."""
        for login, contact in PORTAL_USERS.items():
            if not self.admin.call("res.users", "search", [("login", "=", login)]):
                self.add_portal_user(login, contact)
        logins = list({picture.login for picture in PICTURES})
        users = self.admin.call("res.users", "search", [("login", "in", logins)])
        self.admin.call("res.users", "write", users, {"odoobot_state": "disabled"})
        return users

    def add_portal_user(self, login, contact):
        portal = [("module", "=", "base"), ("name", "=", "group_portal")]
        group = self.admin.call("ir.model.data", "search_read", portal, ["res_id"])
        vals = {
            "login": login,
            "password": login,
            "partner_id": self.admin.find("res.partner", "name", contact),
            "group_ids": [(6, 0, [group[0]["res_id"]])],
        }
        context = {"no_reset_password": True}
        self.admin.call("res.users", "create", [vals], context=context)

    def add_languages(self):
        domain = [("code", "in", list(LANGUAGES.values())), ("active", "=", False)]
        context = {"active_test": False}
        missing = self.admin.call("res.lang", "search", domain, context=context)
        if missing:
            serve.say("Loading languages, half a minute or so ...")
            vals = {"lang_ids": [(6, 0, missing)]}
            wizard = self.admin.call("base.language.install", "create", [vals])
            self.admin.call("base.language.install", "lang_install", wizard)

    def speak(self, language):
        vals = {"lang": LANGUAGES[language]}
        self.admin.call("res.users", "write", self.users, vals)

    def cookies(self, login):
        remote = Remote(self.address, self.database, login)
        session = remote.session.cookies["session_id"]
        return [("session_id", session, self.address)]

    def address_of(self, path):
        """`{model:field=value}` in a path stands for the id of a record."""
        found = re.sub(
            r"\{([\w.]+):(\w+)=([^}]+)\}",
            lambda match: str(self.admin.find(*match.groups())),
            path,
        )
        return self.address + (found if found[0] == "/" else f"/odoo/{found}")


def take_all(studio, wanted):
    """Takes every picture; False after telling what went wrong with some."""
    good = True
    with Chromium() as browser:
        for language in LANGUAGES:
            studio.speak(language)
            spoken = [picture for picture in wanted if [*picture.files(language)]]
            by_login = sorted(spoken, key=lambda picture: picture.login)
            for login, same in itertools.groupby(by_login, lambda p: p.login):
                cookies = studio.cookies(login)
                for picture in same:
                    good &= take(studio, browser, picture, language, cookies)
    return good


def take(studio, browser, picture, language, cookies):
    code = LANGUAGES[language].replace("_", "-")
    with browser.page(*picture.size, code, cookies) as page:
        try:
            page.open(studio.address_of(picture.path))
            for step in picture.steps:
                perform(page, language, *step)
            png = page.picture(**(page.box(*picture.boxes) if picture.boxes else {}))
        except Wrong as wrong:
            seen = CACHE / "log" / f"picture-{picture.name}-{language}.png"
            seen.write_bytes(page.picture())
            reason = f"{wrong} {page.error}".strip()
            serve.say(f"{picture.name} ({language}): {reason} (What was seen: {seen})")
            return False
    small = reduce(png, LARGEST)
    for file in picture.files(language):
        save(CHECKOUT / file, small)
    return True


def perform(page, language, verb, css, what=None):
    if callable(what):  # writes the file that is given
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "customers.xlsx"
            what(file, language)
            page.give(css, file)
    elif what is None:
        getattr(page, verb)(css)
    else:
        getattr(page, verb)(css, what[language] if isinstance(what, dict) else what)


def save(path, png):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(png)
    serve.say(f"{path.relative_to(CHECKOUT)}  {len(png) // 1000} KB")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
