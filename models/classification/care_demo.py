import csv
from dataclasses import dataclass, field
from datetime import date
from random import Random

from dateutil.relativedelta import relativedelta

from odoo import api, models
from odoo.fields import Command
from odoo.tools import file_open

from ...tools.refresh_settings import month_ends

ADDON = "crm_customer_care"
QUIET = {
    "tracking_disable": True,
    "mail_create_nolog": True,
    "mail_create_nosubscribe": True,
    "mail_auto_subscribe_no_notify": True,
    "no_reset_password": True,
}
USERS = {
    "mei": "Lin Mei",
    "tom": "Tom Barlow",
    "ana": "Ana Ribeiro",
    "jakob": "Jakob Winter",
}
LEADER, MEMBERS = "mei", ("mei", "tom", "ana")


@dataclass(repr=False)
class Story:
    """Who takes part in the demo story of one company; records by their keys."""

    company: models.BaseModel
    today: date
    random: Random = field(default_factory=lambda: Random(7))
    rows: list = field(default_factory=list)
    users: dict = field(default_factory=dict)
    customers: dict = field(default_factory=dict)
    products: models.BaseModel = None
    team: models.BaseModel = None


class CareDemo(models.AbstractModel):
    """The demo customers and what they lived through; every area adds its chapters."""

    _name = "care.demo"
    _description = "Demo Story"

    @api.model
    def _create_story(self, company=None):
        """Create the demo customers of a company (default: the current one) and replay
        the last twelve months, so that change log and snapshots tell something.

        :return: Story; None where it was told already
        """
        company = company or self.env.company
        context = {**QUIET, "allowed_company_ids": company.ids}
        # sudo: the story is told by the installation
        demo = self.with_context(**context).sudo()
        if demo._has_story(company):
            return None
        story = Story(company, self.env["care.policy"]._get(company)._get_today())
        story.rows = demo._read_rows("care_demo_customer")
        yesterday = story.today - relativedelta(days=1)
        ends = month_ends(yesterday - relativedelta(months=13), yesterday)[-12:]
        demo._create_past(story)
        demo._live_through(story, ends[:9])
        demo._create_present(story)
        demo._live_through(story, [*ends[9:], story.today])
        demo._create_sequel(story)
        demo._live_through(story, [story.today])
        return story

    @api.model
    def _create_past(self, story):
        """What had happened before: people and purchases. Areas extend it."""
        self._create_users(story)
        self._create_products(story)
        self._create_customers(story)
        self._create_purchases(story)

    @api.model
    def _create_present(self, story):
        """What happened in the last three months. Areas extend it."""
        self._create_opportunities(story)
        self._create_ratings(story)

    @api.model
    def _create_sequel(self, story):
        """What people do with the tiers that they see. Areas extend it."""
        self._create_locks(story)

    def _live_through(self, story, days):
        """Classify the customers as of each day."""
        policy = self.env["care.policy"]._get(story.company)
        for day in days:
            if not policy.as_of or policy.as_of <= day:
                self.env["care.profile"]._refresh(story.company, day)

    # helpers
    def _read_rows(self, name):
        with file_open(f"{ADDON}/demo/{name}.csv") as file:
            return list(csv.DictReader(file))

    def _has_story(self, company):
        teams = self.env["crm.team"].with_context(active_test=False)
        leader = [("company_id", "=", company.id), ("user_id.login", "=", LEADER)]
        return bool(teams.search_count(leader, limit=1))

    # people
    def _create_users(self, story):
        """Salespeople whose password is their login, three of them in a team."""
        found = self.env["res.users"].search([("login", "in", list(USERS))])
        found.company_ids |= story.company
        known = set(found.mapped("login"))
        new = self.env["res.users"].create(
            [
                self._prepare_user_values(story, login, name)
                for login, name in USERS.items()
                if login not in known
            ]
        )
        story.users = {user.login: user for user in found | new}
        story.team = self.env["crm.team"].create(
            {
                "name": "Key Accounts",
                "user_id": story.users[LEADER].id,
                "company_id": story.company.id,
                "member_ids": [
                    Command.set([story.users[key].id for key in MEMBERS]),
                ],
            }
        )

    def _prepare_user_values(self, story, login, name):
        group = self.env.ref("sales_team.group_sale_salesman")
        return {
            "name": name,
            "login": login,
            "password": login,
            "email": f"{login}@example.com",
            "notification_type": "inbox",
            "group_ids": [Command.set(group.ids)],
            "company_id": story.company.id,
            "company_ids": [Command.set(story.company.ids)],
        }

    def _create_customers(self, story):
        countries = {c.code: c.id for c in self.env["res.country"].search([])}
        partners = self.env["res.partner"].create(
            [
                {
                    **self._prepare_customer_values(row),
                    "country_id": countries[row["country"]],
                    "user_id": story.users[row["user"]].id,
                }
                for row in story.rows
            ]
        )
        keys = [row["key"] for row in story.rows]
        story.customers = dict(zip(keys, partners, strict=True))

    def _prepare_customer_values(self, row):
        people = [text for text in row["contacts"].split("; ") if text]
        return {
            "name": row["name"],
            "is_company": row["kind"] == "company",
            "city": row["city"],
            "phone": row["phone"],
            "email": f"office@{row['key']}.example.com",
            "child_ids": [
                Command.create(self._prepare_person_values(row, person, number))
                for number, person in enumerate(people, 1)
            ],
        }

    def _prepare_person_values(self, row, person, number):
        name, _bracket, function = person.rstrip(")").partition(" (")
        return {
            "name": name,
            "function": function,
            "type": "contact",
            "email": f"contact{number}@{row['key']}.example.com",
        }
