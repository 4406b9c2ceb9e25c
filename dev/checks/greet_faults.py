"""Greetings under faults: each customer gets one mail, and a local mail server gets it
once."""

import socket

from aiosmtpd.controller import Controller

from odoo import fields
from odoo.tools import split_every

from faults import Faults
from workers import Fault, environment

CHUNK = 1000
NAMES = ("told", "customers told", "mails linked", "mails", "touches")
NUMBERS = """
    SELECT count(*), count(DISTINCT g.partner_id), count(DISTINCT g.mail_id),
           (SELECT count(*) FROM mail_mail), (SELECT count(*) FROM care_touch)
      FROM care_greeting g WHERE g.state = 'sent'"""


class Recorder:
    """What a mail server does with a mail: remember to whom it went."""

    def __init__(self):
        self.received = []

    async def handle_DATA(self, _server, _session, envelope):
        self.received += envelope.rcpt_tos
        return "250 OK"


class GreetFaults(Faults):
    claims, acts = "care_greeting", "mail_mail"
    facts = NUMBERS

    def prepare(self, env):
        for numbers in split_every(CHUNK, range(self.count), list):
            self.make_customers(env, numbers)
        self.make_sender(env)
        env["care.policy"]._get().greeting_active = True
        env.company.email = "care@example.com"
        env["mail.mail"].search([]).unlink()

    def make_sender(self, env):
        """What wants to write to all customers."""
        today = fields.Date.today()
        occasion = env["care.occasion"].create(
            {"name": "Today", "kind": "fixed", "month": today.month, "day": today.day}
        )
        template = env.ref("crm_customer_care.mail_template_greeting_birthday")
        env["care.greeting.rule"].create(
            {
                "name": "Today",
                "occasion_id": occasion.id,
                "recipient": "customer",
                "channel": "mail",
                "mail_template_id": template.copy().id,
                "send_hour": 0,
                "active": True,
                "company_id": env.company.id,
            }
        )

    def make_customers(self, env, numbers):
        context = {"tracking_disable": True, "mail_create_nosubscribe": True}
        values = [
            {"name": f"Customer {one}", "is_company": True, "email": address(one)}
            for one in numbers
        ]
        customers = env["res.partner"].with_context(**context).create(values)
        company = {"company_id": env.company.id}
        env["care.profile"].create(
            [{"partner_id": customer.id, **company} for customer in customers]
        )

    def job(self, env):
        env["care.greeting"]._cron_greet()

    def numbers(self, env):
        env.cr.execute(self.facts)
        return dict(zip(NAMES, env.cr.fetchone(), strict=True))

    def expected(self):
        return dict.fromkeys(NAMES, self.count)

    def clear(self, env):
        for table in ("care_greeting", "mail_mail", "care_touch"):
            env.cr.execute(f"DELETE FROM {table}")

    def check(self):
        super().check()
        recorder = Recorder()
        server = Controller(recorder, hostname="127.0.0.1", port=free_port())
        server.start()
        try:
            self.deliver(server.port)
        finally:
            server.stop()
        wanted = sorted(address(number) for number in range(self.count))
        found = sorted(recorder.received)
        print(f"{'delivered':28}{len(found)} mails to {len(set(found))}", flush=True)
        if found != wanted:
            raise Fault(f"{len(wanted)} mails wanted, {len(found)} delivered.")

    def deliver(self, port):
        """Let Odoo's queue send all that waits."""
        with environment(self.name) as env:
            values = {"name": "Recorder", "smtp_host": "127.0.0.1", "smtp_port": port}
            env["ir.mail_server"].create(values)
            env.cr.commit()
            waiting = [("state", "=", "outgoing")]
            while env["mail.mail"].search_count(waiting, limit=1):
                env["mail.mail"].process_email_queue()
            env.cr.commit()


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return taken.getsockname()[1]


def address(number):
    return f"customer{number}@example.com"


if __name__ == "__main__":
    GreetFaults.main()
