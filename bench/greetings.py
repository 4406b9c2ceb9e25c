"""Greetings: 10,000 planned against raw INSERT of the same rows, 5,000 mails against
the batch of the template itself."""

from stopwatch import ROUNDS, Stopwatch, clock, session

from odoo import fields
from odoo.tools import SQL, split_every

COUNT, MAILS, CHUNK = 10_000, 5_000, 1000


def measure(registry, report):
    bench = Greetings(registry)
    watch = Stopwatch()
    watch.take_turns(ROUNDS, ours=bench.plan, raw=bench.insert)
    title = f"{COUNT:,} greetings planned / raw INSERT of their rows"
    report.row(title, watch.ratio("ours", "raw"), 4, watch.text("ours", "raw"))
    watch = Stopwatch()
    watch.take_turns(ROUNDS, ours=bench.send, batch=bench.send_batch)
    title = f"{MAILS:,} greetings sent by mail / send_mail_batch"
    report.row(title, watch.ratio("ours", "batch"), 1.1, watch.text("ours", "batch"))


class Greetings:
    """Jobs on one database; each leaves it as it was."""

    def __init__(self, registry):
        self.registry = registry

    def plan(self, _number):
        with session(self.registry) as env:
            rule, policy = start(env)
            return clock(plan, env, rule, policy)

    def insert(self, _number):
        with session(self.registry) as env:
            plan(env, *start(env))
            env.cr.execute(
                """CREATE TEMP TABLE kept ON COMMIT DROP AS
                   SELECT * FROM care_greeting; DELETE FROM care_greeting"""
            )
            query = "INSERT INTO care_greeting SELECT * FROM kept"
            return clock(env.cr.execute, query)

    def send(self, _number):
        """As the job does, with the empty caches that its commits leave."""
        with session(self.registry) as env:
            plan(env, *start(env))
            greetings = env["care.greeting"]
            numbers = greetings.search([], limit=MAILS).ids
            return clock(send, greetings, numbers)

    def send_batch(self, _number):
        with session(self.registry) as env:
            rule, _policy = start(env)
            contacts = env["res.partner"].search([("email", "!=", False)], limit=MAILS)
            env.invalidate_all()
            return clock(send_batch, rule.mail_template_id, contacts.ids)


def start(env):
    """A rule that greets today, and 10,000 contacts that it fits."""
    env.cr.execute(
        SQL(
            """UPDATE res_partner p SET email = 'c' || p.id || '@example.com',
                      email_normalized = 'c' || p.id || '@example.com', active = TRUE
                 FROM (SELECT partner_id FROM care_profile
                        WHERE active AND company_id = %s
                        ORDER BY partner_id LIMIT %s) f
                WHERE p.id = f.partner_id""",
            env.company.id,
            COUNT,
        )
    )
    tag = env["res.partner.category"].create({"name": "Greeted"})
    env.cr.execute(
        SQL(
            """INSERT INTO res_partner_res_partner_category_rel
                      (partner_id, category_id)
               SELECT partner_id, %s FROM care_profile
                WHERE active AND company_id = %s ORDER BY partner_id LIMIT %s""",
            tag.id,
            env.company.id,
            COUNT,
        )
    )
    env.invalidate_all()
    return make_rule(env, tag), env["care.policy"]._get()


def make_rule(env, tag):
    today = fields.Date.today()
    occasion = env["care.occasion"].create(
        {"name": "Today", "kind": "fixed", "month": today.month, "day": today.day}
    )
    template = env.ref("crm_customer_care.mail_template_greeting_birthday")
    env["care.policy"]._get().greeting_active = True
    return env["care.greeting.rule"].create(
        {
            "name": "Today",
            "occasion_id": occasion.id,
            "recipient": "customer",
            "channel": "mail",
            "mail_template_id": template.id,
            "tag_ids": tag.ids,
            "active": True,
            "company_id": env.company.id,
        }
    )


def plan(env, rule, policy):
    greetings, today = env["care.greeting"], policy._get_today()
    now = fields.Datetime.now()
    values = greetings._get_new_values(rule, policy, today, today, now)
    if len(values) != COUNT:
        raise RuntimeError(f"{len(values)} contacts are to be greeted")
    for batch in split_every(CHUNK, values, list):
        greetings._claim(batch)
        env.flush_all()


def send(greetings, numbers):
    now = fields.Datetime.now()
    for batch in split_every(500, numbers, list):
        greetings._work_on(greetings._send, now, batch)
        greetings.env.flush_all()
        greetings.env.invalidate_all()


def send_batch(template, numbers):
    for batch in split_every(500, numbers, list):
        template.send_mail_batch(batch)
        template.env.flush_all()
        template.env.invalidate_all()
