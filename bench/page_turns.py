"""Lists and forms in one process: prints the seconds of each as JSON.

Run by `pages.py` with the databases in the order in which they are to be opened.
"""

import json
import logging
import sys
import warnings

import specification
from stopwatch import LATENCY_ROUNDS, Stopwatch, clock, session

from odoo.modules.registry import Registry

USER = "bench"
NAMES = ["display_name", "email", "phone", "city", "country_id", "user_id"]
OURS = ["care_tier_id", "care_quadrant", "care_segment"]


class Page:
    """One database's pages; every job starts with empty caches."""

    def __init__(self, registry):
        self.registry = registry
        self.queries = {}
        with session(registry, USER) as env:
            self.list = specification.of_view(env, "res.partner", "list")
            self.form = specification.of_view(env, "res.partner", "form")
            self.has_addon = "care.profile" in env
            if self.has_addon:
                self.profiles = specification.of_view(env, "care.profile", "list")
            contacts = env["res.partner"].search(
                [("is_company", "=", True)], limit=LATENCY_ROUNDS * 80
            )
            self.ids = contacts.ids
            self.country = env.ref("base.de").id

    def contacts(self, _number):
        return self.search("res.partner", [], self.list)

    def customers(self, _number):
        order = "contribution desc"
        return self.search("care.profile", [], self.profiles, order)

    def form_of(self, number):
        with session(self.registry, USER) as env:
            contact = env["res.partner"].browse(self.ids[number * 7])
            return clock(contact.web_read, self.form)

    def read(self, number):
        names = NAMES + OURS if self.has_addon else NAMES
        with session(self.registry, USER) as env:
            contacts = env["res.partner"].browse(self.ids[number * 80 :][:80])
            before = env.cr.sql_log_count
            seconds = clock(contacts.read, names)
            self.queries["read"] = env.cr.sql_log_count - before
            return seconds

    def in_country(self, _number):
        return self.search(
            "res.partner", [("country_id", "=", self.country)], self.list
        )

    def in_tier(self, _number):
        with session(self.registry) as env:
            tier = env["care.policy"]._get().tier_ids[0].id
        return self.search("res.partner", [("care_tier_id", "=", tier)], self.list)

    def by_country(self, _number):
        return self.group("country_id")

    def by_tier(self, _number):
        return self.group("care_tier_id")

    def search(self, model, domain, fields, order=None):
        with session(self.registry, USER) as env:
            return clock(
                env[model].web_search_read,
                domain,
                fields,
                limit=80,
                order=order,
                count_limit=specification.COUNT_LIMIT,
            )

    def group(self, field):
        with session(self.registry, USER) as env:
            return clock(
                env["res.partner"].web_read_group, [], [field], ["__count"], limit=80
            )


def measure(core, ours):
    """The same jobs in either database, each as often: what a job leaves behind for the
    next one of its database is the same. Then what there is in the addon's alone."""
    watch = Stopwatch()
    watch.take_turns(
        LATENCY_ROUNDS,
        shuffled=True,
        list=core.contacts,
        our_list=ours.contacts,
        form=core.form_of,
        our_form=ours.form_of,
        read=core.read,
        our_read=ours.read,
    )
    watch.take_turns(
        LATENCY_ROUNDS,
        shuffled=True,
        core_list=core.contacts,
        customers=ours.customers,
        in_country=ours.in_country,
        in_tier=ours.in_tier,
        by_country=ours.by_country,
        by_tier=ours.by_tier,
    )
    more = ours.queries["read"] - core.queries["read"]
    return {"seconds": watch.seconds, "queries": more}


def main():
    logging.getLogger("odoo").setLevel(logging.ERROR)
    warnings.simplefilter("ignore")
    pages = [Page(Registry(name)) for name in sys.argv[1:]]
    print(json.dumps(measure(*sorted(pages, key=lambda page: page.has_addon))))


if __name__ == "__main__":
    main()
