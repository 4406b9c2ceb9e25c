"""One Odoo of the load bench: its database, its night and its twenty people."""

import itertools
import random
import sys
import threading
import time
from collections import defaultdict
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace

import browser
import greetings
import requests
import specification
import touches
from databases import copy
from purchases import buy
from stopwatch import clock, session

from odoo.modules.registry import Registry
from odoo.sql_db import close_db, db_connect

sys.path.append(str(Path(__file__).resolve().parent.parent / "dev" / "checks"))
from odoo_server import OdooServer, free_port  # noqa: E402, F401
from workers import connect, wait_until  # noqa: E402

PEOPLE, FEW = 20, 4
PAUSE = 1.0, 3.0
COMPLAINTS, GREETED = 400, 300
LATER = "2100-01-01"
# not within the second of the job, in which Odoo takes it for due later
DUE = """
    UPDATE ir_cron
       SET nextcall = date_trunc('second', now() AT TIME ZONE 'UTC') - interval '1 s'
     WHERE id IN %s"""
PUT_OFF = f"""
    UPDATE ir_cron SET nextcall = '{LATER}' WHERE id IN (
        SELECT id FROM ir_cron
         WHERE id IN %s AND nextcall <= now() AT TIME ZONE 'UTC'
           FOR NO KEY UPDATE SKIP LOCKED)
    RETURNING id"""
FREE = """
    SELECT id FROM ir_cron WHERE id IN %s AND nextcall > now() AT TIME ZONE 'UTC'
       FOR NO KEY UPDATE SKIP LOCKED"""
PLANNED = """
    SELECT res_id, user_id, date_deadline, res_name FROM mail_activity
     WHERE active AND res_model = 'res.partner' AND automated"""
PLAN = """
    INSERT INTO mail_activity (res_model_id, res_model, activity_type_id, active,
                               automated, create_uid, create_date, summary,
                               res_id, user_id, date_deadline, res_name)
    SELECT %s, 'res.partner', %s, TRUE, FALSE, user_id, now(), 'Call', *
      FROM unnest(%s, %s, %s, %s) planned (res_id, user_id, date_deadline, res_name)"""
# of Odoo, in both; the first is the heaviest of the apps that the addon builds on
JOBS = (
    "crm.website_crm_score_cron",
    "base.autovacuum_job",
    "mail.ir_cron_mail_scheduler_action",
    "mail.ir_cron_delete_notification",
    "calendar.ir_cron_scheduler_alarm",
    "account.ir_cron_auto_post_draft_entry",
)
SCREENS = ("res.partner", "crm.lead", "sale.order")
OUR_SCREENS = ("care.profile", "care.complaint")


class Site:
    """A copy of a bench database, its server and what happened there."""

    def __init__(self, name, template, smtp_port):
        self.name, self.nights, self.left = name, 0, ()
        copy(template, name)
        self.times, self.errors = defaultdict(list), []
        self.times_of_few, self.times_as_planned = [], []
        self.specifications, self.own = {}, {}
        with session(Registry(name)) as env:
            self.has_addon = "care.profile" in env
            self.prepare(env, smtp_port)
            env.cr.commit()
            if self.has_addon:
                # a hundred thousand at once is the work of the first night alone
                env["care.revisit"]._cron_plan()
        with session(Registry(name)) as env:
            self.learn(env)
        Registry.delete(name)
        close_db(name)
        # lead scoring alone takes minutes on a slow machine
        self.server = OdooServer(name, "--limit-time-real-cron=600")
        self.address = self.server.address

    def prepare(self, env, smtp_port):
        for user in env["res.users"].search([("login", "like", "seller")]):
            user.password = user.login
        names = [env.ref(name).id for name in JOBS]
        if self.has_addon:
            data = [("module", "=", "crm_customer_care"), ("model", "=", "ir.cron")]
            ours = env["ir.model.data"].search(data).mapped("res_id")
            # first of all, so that a turn is never without them
            env["ir.cron"].browse(ours).priority = 1
            names += ours
            switch_on(env)
            make_complaints(env)
            touches.fill(env)
        self.jobs = tuple(names)
        crons = env["ir.cron"].search([("active", "in", [True, False])])
        crons.write({"active": False})
        due = crons.filtered(lambda cron: cron.id in self.jobs)
        due.write({"active": True, "nextcall": LATER})
        env["ir.cron.trigger"].search([]).unlink()
        server = {"name": "Drain", "smtp_host": "127.0.0.1", "smtp_port": smtp_port}
        env["ir.mail_server"].create(server)

    def learn(self, env):
        """What the client knows of views, and what belongs to whom."""
        models = SCREENS + OUR_SCREENS * self.has_addon
        users = env["res.users"].search([("login", "like", "seller")], order="id")
        mine = env(user=users[0].id)
        for model in models:
            for kind in ("list", "form"):
                found = specification.of_view(mine, model, kind)
                self.specifications[model, kind] = found
        for user in users[:PEOPLE]:
            own = [("user_id", "=", user.id)]
            self.own[user.login] = {
                model: env[model].search(own, limit=100, order="id").ids
                for model in ("res.partner", "crm.lead")
            }
            if self.has_addon:
                found = env["care.complaint"].search(own, order="id")
                self.own[user.login]["care.complaint"] = found.ids
        self.partner_model = env["ir.model"]._get_id("res.partner")
        self.call_type = env.ref("mail.mail_activity_data_call").id
        if self.has_addon:
            self.channel = env.ref("crm_customer_care.channel_phone").id

    # the night
    def begin_night(self):
        """Two in a hundred customers have bought, and all jobs are due; or those that
        the last turn has left are due again."""
        if not self.left:
            self.nights += 1
            with closing(db_connect(self.name).cursor()) as cr:
                buy(SimpleNamespace(cr=cr), self.nights)
                cr.commit()
        with connect(self.name) as cr:
            cr.execute(DUE, [self.left or self.jobs])
        with connect("postgres") as cr:
            cr.execute("SELECT pg_notify('cron_trigger', %s)", [self.name])

    def break_off(self):
        """Keep for the next turn what has not begun yet."""
        with connect(self.name) as cr:
            cr.execute(PUT_OFF, [self.jobs])
            self.left = tuple(number for [number] in cr.fetchall())
            cr.execute("DELETE FROM ir_cron_trigger")

    def is_idle(self):
        with connect(self.name) as cr:
            cr.execute(FREE, [self.jobs])
            return cr.rowcount == len(self.jobs)

    def wait(self):
        wait_until(self.is_idle, "The jobs did not end.")

    def keep_busy(self, ended):
        """One night after the other, until it is ended."""
        while not ended.is_set():
            self.begin_night()
            while not (ended.wait(0.5) or self.is_idle()):
                pass
            self.break_off()
        self.wait()

    def plan_as(self, other):
        """Give contacts the activities that the addon planned at the other site, as if
        their salespeople had planned them by hand."""
        with connect(other.name) as cr:
            cr.execute(PLANNED)
            columns = [list(column) for column in zip(*cr.fetchall(), strict=True)]
        with connect(self.name) as cr:
            cr.execute(PLAN, [self.partner_model, self.call_type, *columns])

    # the day
    def sign_in(self):
        self.browsers = [browser.Browser(self, login) for login in sorted(self.own)]
        for one in self.browsers:
            self.times["login"].append(clock(one.sign_in))

    def play(self, seconds, seed, counted=True):
        """Let everybody click for some seconds, in the middle of the night."""
        times = self.times if counted else defaultdict(list)
        self.let_click(self.browsers, browser.ALL, seconds, seed, times)

    def play_few(self, seconds, seed, kept):
        """Let four people open lists and forms of contacts in the middle of the night,
        twice as fast."""
        times = defaultdict(list)
        few = self.browsers[:FEW]
        self.let_click(few, browser.PARTNERS, seconds, seed, times, hurry=2)
        kept += [t for found in times.values() for t in found]

    def let_click(self, browsers, screens, seconds, seed, times, hurry=1):
        ended = threading.Event()
        stop = time.monotonic() + seconds
        people = [
            threading.Thread(
                target=self.click, args=(one, screens, stop, seed, times, hurry)
            )
            for one in browsers
        ]
        night = threading.Thread(target=self.keep_busy, args=(ended,))
        for thread in (night, *people):
            thread.start()
        for thread in people:
            thread.join()
        ended.set()
        night.join()

    def click(self, one, screens, stop, seed, times, hurry):
        for number in itertools.count():
            # the same here and there, whatever a click draws
            draw = random.Random(f"{seed} {one.login} {number}")
            time.sleep(draw.uniform(*PAUSE) / hurry)
            if time.monotonic() > stop:
                return
            screen = pick(draw, screens)
            if screen in browser.OURS and not self.has_addon:
                # who has no such screen clicks on another one
                screen = pick(draw, browser.COMMON)
            try:
                seconds = clock(screen, one, draw)
            except (browser.Refused, requests.RequestException) as error:
                self.errors.append(f"{screen.__name__}: {error}")
                continue
            times[screen.__name__].append(seconds)


def pick(draw, screens):
    [screen] = draw.choices(list(screens), list(screens.values()))
    return screen


def switch_on(env):
    """Every job has to do; three hundred customers are to be greeted."""
    policy = env["care.policy"]._get()
    tag = env["res.partner.category"].create({"name": "Greeted"})
    best = env["care.profile"].search([], order="contribution desc", limit=GREETED)
    best.partner_id.category_id = tag
    greetings.make_rule(env, tag).send_hour = 0
    for name in policy._fields:
        if name.endswith("_active"):
            policy[name] = True


def make_complaints(env):
    owned = [("user_id.login", "like", "seller")]
    profiles = env["care.profile"].search(owned, order="id", limit=COMPLAINTS)
    env["care.complaint"].with_context(tracking_disable=True).create(
        [
            {
                "subject": f"Complaint {number}",
                "partner_id": profile.partner_id.id,
                "user_id": profile.user_id.id,
            }
            for number, profile in enumerate(profiles)
        ]
    )
