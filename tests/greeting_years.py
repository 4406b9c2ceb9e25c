from datetime import date, datetime, time, timedelta
from random import Random

ZONES = (False, "Asia/Shanghai", "America/New_York", "Europe/Berlin")
COUNTRIES = ("cn", "us", "de")
# in the last one all of them may be greeted
HOURS = (1, 9, 14)
OURS = ("founding", "cooperation")
START = date(2026, 6, 16)


class GreetingYears:
    """Years of greetings on all occasions shipped: people and rules, the hours in which
    the jobs run, and what the ledger has to say in the end."""

    def __init__(self, env, years, friends, awake=1, hourly=1):
        """`awake` of the days see any job, `hourly` of these the jobs of all hours, the
        others those of the last one."""
        self.env, self.friends, self.days = env, friends, set()
        self.awake, self.hourly = awake, hourly
        self.random = Random(5)
        self.stop = START.replace(year=START.year + years) - timedelta(days=1)

    # who and when
    def befriend(self):
        """Customers all over the world, with dates; each fifth is a company."""
        people = self.env["res.partner"].create(
            [
                {
                    "name": f"Friend {number}",
                    "is_company": number % 5 == 1,
                    "email": f"friend{number}@example.com",
                    "care_tz": self.random.choice(ZONES),
                    "country_id": self.ref(self.random.choice(COUNTRIES), "base"),
                    "company_id": self.env.company.id,
                }
                for number in range(self.friends)
            ]
        )
        self.make_profiles(people)
        relations = self.make_relations(people[::5])
        firms = people.filtered("is_company")
        dates = [self.prepare_date(one, "founding") for one in firms]
        dates += [self.prepare_date(one, "birthday") for one in people - firms]
        dates += [self.prepare_date(one, "wedding") for one in people[2::5]]
        dates += [
            self.prepare_date(one.partner_id, "birthday", relation_id=one.id)
            for one in relations
        ]
        self.env["care.date"].create(dates)

    def make_profiles(self, people):
        company = {"company_id": self.env.company.id}
        self.env["care.profile"].sudo().create(
            [
                {"partner_id": one.id, "first_purchase_date": self.past(), **company}
                for one in people
            ]
        )

    def make_relations(self, people):
        return self.env["care.relation"].create(
            [
                {
                    "partner_id": one.id,
                    "other_name": "Kim",
                    "kind_id": self.ref("relation_kind_child"),
                }
                for one in people
            ]
        )

    def prepare_date(self, person, kind, **vals):
        calendar = self.random.choice(("", "lunar "))
        text = f"{calendar}{self.random.randint(1, 12)}/{self.random.randint(1, 28)}"
        kind_id = self.env["care.date.kind"]._get(kind).id
        return {"partner_id": person.id, "kind_id": kind_id, "text": text, **vals}

    def past(self):
        return START - timedelta(days=self.random.randint(1, 3000))

    def ref(self, name, module="crm_customer_care"):
        return self.env.ref(f"{module}.{name}").id

    def make_rules(self):
        """A rule for each occasion shipped, by its own mail; return how many."""
        occasions = self.env["care.occasion"].with_context(active_test=False)
        shipped = occasions.search([("code", "!=", False)])
        shipped.active = True
        birthday = self.env.ref("crm_customer_care.mail_template_greeting_birthday")
        self.env["care.greeting.rule"].create(
            [
                {
                    "name": occasion.name,
                    "occasion_id": occasion.id,
                    "company_id": self.env.company.id,
                    "recipient": "customer" if occasion.kind in OURS else "persons",
                    "channel": "mail",
                    "mail_template_id": (occasion.mail_template_id or birthday).id,
                    "active": True,
                }
                for occasion in shipped
            ]
        )
        return len(shipped)

    def expect(self):
        """{(contact id, occasion id, subject, key): day} of all that is to be said."""
        rules = self.env["care.greeting.rule"]._get_active_rules(self.env.company)
        return {
            (match.partner_id, rule.occasion_id.id, match.subject, match.key): match.day
            for rule in rules
            for match in rule._get_matches(START, self.stop)
        }

    # life
    def moments(self, days):
        """The UTC times of the jobs: where something falls, and on every tenth day."""
        day = START
        while day <= self.stop:
            for hour in self.get_hours(day, day in days):
                yield datetime.combine(day, time(hour, 30))
            day += timedelta(days=1)
        # what was slept through at the end is told too
        yield datetime.combine(day, time(HOURS[-1], 30))

    def get_hours(self, day, is_due):
        if not is_due:
            return HOURS[1:2] if day.day % 10 == 1 else ()
        # nothing is missed before the first job
        if self.days and self.random.random() >= self.awake:
            return ()
        self.days.add(day)
        return HOURS if self.random.random() < self.hourly else HOURS[-1:]

    def refresh_dates(self):
        """What the nightly job does."""
        dates = self.env["care.date"]
        dates._refresh_next_dates(dates._get_over_condition())

    # the end
    def get_rows(self):
        """Rows (key as in `expect`, day, state, reason) of the ledger."""
        names = ["partner_id", "occasion_id", "subject", "occasion_key"]
        self.env.flush_all()
        self.env.cr.execute(
            f"SELECT {', '.join(names)}, occasion_date, state, reason"
            " FROM care_greeting WHERE company_id = %s AND occasion_date <= %s",
            (self.env.company.id, self.stop),
        )
        return [(row[:4], *row[4:]) for row in self.env.cr.fetchall()]

    def find_faults(self, expected):
        """{fault: how often} of what is not as it should be."""
        rows = self.get_rows()
        found = {key: day for key, day, _state, _reason in rows}
        sent = [(key[0], day) for key, day, state, _reason in rows if state == "sent"]
        held = [row for row in rows if row[2] in ("suppressed", "missed") and row[3]]
        faults = {
            "neither sent nor explained": len(rows) - len(sent) - len(held),
            "missed on a day with jobs": sum(
                state == "missed" and day in self.days for _, day, state, _ in held
            ),
            "twice in the ledger": len(rows) - len(found),
            "forgotten": len(expected.keys() - found.keys()),
            "that nobody wanted": len(found.keys() - expected.keys()),
            "on another day": sum(
                found[key] != expected[key] for key in expected.keys() & found.keys()
            ),
            "two wishes on one day": len(sent) - len(set(sent)),
        }
        return {fault: count for fault, count in faults.items() if count}
