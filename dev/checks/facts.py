"""A small company in which every job of the addon has something to do, time and again.

`prepare` switches all on. Each `add` brings customers, their purchases, a notice, late
complaints, a meeting that was held and a file to import.
"""

import base64
import io
from datetime import timedelta

import xlsxwriter

from odoo import fields
from odoo.fields import Command

from facts_sql import COMPLAINTS, CUSTOMERS, LOOK, ROWS
from ladder_faults import LadderFaults

SELLERS = 3
QUIET = {"tracking_disable": True, "mail_create_nosubscribe": True}
GREETING = "All the best"


class Facts:
    def __init__(self, name):
        self.name = name

    def prepare(self, env, port):
        """Switch all on; `port` is that of the mail server."""
        policy = env["care.policy"]._get()
        LadderFaults(self.name, 0, 0).prepare(env)
        for name in policy._fields:
            if name.endswith("_active"):
                policy[name] = True
        policy.cadence_ids.unlink()
        self.sellers = self.make_sellers(env).ids
        for tier in policy.tier_ids:
            days = {"tier_id": tier.id, "ideal_days": 14, "max_days": 30}
            env["care.cadence"].create({"policy_id": policy.id, **days})
        policy.write({"cadence_cap": 10**6, "cadence_lead_days": 60})
        pricelist = env["product.pricelist"].create({"name": "Partners"})
        env["care.benefit"].create(
            {
                "name": "Partners",
                "kind": "pricelist",
                "pricelist_id": pricelist.id,
                "tier_ids": [Command.set(policy.tier_ids.ids)],
            }
        )
        self.make_rule(env)
        env.company.email = "care@example.com"
        env["mail.mail"].search([]).unlink()
        server = {"name": "Local", "smtp_host": "127.0.0.1", "smtp_port": port}
        env["ir.mail_server"].create(server)
        self.choose_jobs(env)

    def make_sellers(self, env):
        group = env.ref("sales_team.group_sale_salesman")
        users = env["res.users"].with_context(no_reset_password=True)
        return users.create(
            [
                {
                    "name": f"Seller {number}",
                    "login": f"seller{number}",
                    "password": f"seller{number}",
                    "group_ids": [Command.link(group.id)],
                }
                for number in range(1, SELLERS + 1)
            ]
        )

    def make_rule(self, env):
        today = fields.Date.today()
        occasion = env["care.occasion"].create(
            {"name": "Today", "kind": "fixed", "month": today.month, "day": today.day}
        )
        template = env.ref("crm_customer_care.mail_template_greeting_birthday").copy()
        template.write({"subject": GREETING})
        env["care.greeting.rule"].create(
            {
                "name": "Today",
                "occasion_id": occasion.id,
                "recipient": "customer",
                "channel": "mail",
                "mail_template_id": template.id,
                "send_hour": 0,
                "active": True,
                "company_id": env.company.id,
            }
        )

    def choose_jobs(self, env):
        """Ours and the mail queue; others have nothing to do here."""
        ours = env["ir.model.data"].search(
            [("module", "=", "crm_customer_care"), ("model", "=", "ir.cron")]
        )
        queue = env.ref("mail.ir_cron_mail_scheduler_action")
        self.jobs = (*ours.mapped("res_id"), queue.id)
        others = env["ir.cron"].search([("id", "not in", self.jobs)])
        others.active = False

    # the facts of a round
    def add(self, env, key):
        env = env(context={**env.context, **QUIET})
        customers = self.make_customers(env, key)
        self.make_deals(env, customers, range(6))
        env["care.profile"]._refresh()
        self.make_deals(env, customers, range(6, 12))
        self.make_notice(env, key)
        self.make_complaints(env, key, customers[0])
        self.make_meeting(env, customers[0])
        self.make_import(env, key)
        policy = env["care.policy"]._get()
        policy.write({"complaint_digest_month": False, "refresh_requested": True})
        env["care.touch.backlog"]._start(env.company)
        env.cr.execute("DELETE FROM care_kpi_snapshot")

    def make_customers(self, env, key):
        return env["res.partner"].create(
            [
                {
                    "name": f"Customer {key} {number}",
                    "ref": key,
                    "is_company": True,
                    "email": f"{key.replace(' ', '')}-{number}@example.com",
                    "user_id": self.sellers[number % SELLERS],
                }
                for number in range(CUSTOMERS)
            ]
        )

    def make_deals(self, env, customers, months):
        today = fields.Date.today()
        env["care.deal"].create(
            [
                {
                    "partner_id": customer.id,
                    "date": today - timedelta(days=10 + 30 * month),
                    "amount": 100,
                }
                for customer in customers
                for month in months
            ]
        )

    def make_notice(self, env, key):
        """To the customers of this round only."""
        tag = env["res.partner.category"].create({"name": key})
        env["res.partner"].search([("ref", "=", key)]).category_id = tag
        notice = env["care.notice"].create(
            {
                "name": key,
                "subject": f"Notice {key}",
                "body": "<p>It is here.</p>",
                "tag_ids": [Command.set(tag.ids)],
                "recipient": "customer",
            }
        )
        notice.write({"state": "sending", "list_user_id": env.uid})

    def make_complaints(self, env, key, customer):
        received = fields.Datetime.now() - timedelta(days=30)
        complaint = {"subject": key, "partner_id": customer.id}
        complaint["received_date"] = received
        env["care.complaint"].create([complaint] * COMPLAINTS)

    def make_meeting(self, env, customer):
        stop = fields.Datetime.now() - timedelta(hours=1)
        seller = env["res.users"].browse(self.sellers[0])
        guests = seller.partner_id | customer
        env["calendar.event"].with_user(seller).create(
            {
                "name": "Review",
                "start": stop - timedelta(hours=1),
                "stop": stop,
                "partner_ids": [Command.set(guests.ids)],
            }
        )

    def make_import(self, env, key):
        buffer = io.BytesIO()
        book = xlsxwriter.Workbook(buffer)
        names = [f"Import {key} {number}" for number in range(ROWS)]
        book.add_worksheet("Customers").write_column(0, 0, ["Customer", *names])
        book.close()
        file = base64.b64encode(buffer.getvalue())
        wizard = env["care.import"].create({"file": file, "filename": f"{key}.xlsx"})
        wizard._queue("apply")

    # what has become of them
    def count(self, env, queries, key=""):
        numbers = {}
        values = {"round": key, "import": f"Import {key} %", "jobs": self.jobs}
        for text, query in queries.items():
            env.cr.execute(query, values)
            [[numbers[text]]] = env.cr.fetchall()
        return numbers

    def missing(self, env, key):
        """{text: how many too few, or too many} of the facts of a round."""
        queries = {text: query for text, (query, _count) in LOOK.items()}
        found = self.count(env, queries, key)
        return {
            text: count - found[text]
            for text, (_query, count) in LOOK.items()
            if found[text] != count
        }
