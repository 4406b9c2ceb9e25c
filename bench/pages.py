"""Lists and forms as a salesperson opens them, with the addon and without."""

import specification
from stopwatch import Stopwatch, clock, session

ROUNDS = 101  # a page's time differs by a tenth from one time to the next
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
                [("is_company", "=", True)], limit=ROUNDS * 80
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


def measure(plain, registry, report):
    core, ours = Page(plain), Page(registry)
    watch = Stopwatch()
    watch.take_turns(
        ROUNDS,
        shuffled=True,
        list=core.contacts,
        our_list=ours.contacts,
        form=core.form_of,
        our_form=ours.form_of,
        read=core.read,
        our_read=ours.read,
        customers=ours.customers,
        in_country=ours.in_country,
        in_tier=ours.in_tier,
        by_country=ours.by_country,
        by_tier=ours.by_tier,
    )
    for title, name, base, target in (
        ("contact list with / without the addon", "our_list", "list", 1.08),
        ("contact form with / without the addon", "our_form", "form", 1.08),
        ("read() of 80, 6 + 3 fields / 6 without the addon", "our_read", "read", 1.6),
        ("customers by contribution / core contact list", "customers", "list", 0.6),
        ("contact list filtered by tier / by country", "in_tier", "in_country", 2),
        ("contact list grouped by tier / by country", "by_tier", "by_country", 2),
    ):
        report.row(title, watch.ratio(name, base), target, watch.text(name, base))
    more = ours.queries["read"] - core.queries["read"]
    report.row("queries more of read() of 80", more, 1)
