"""How complete the archives of all customers are, and what an edit costs."""

from refresh import YARDSTICK, explain
from stopwatch import LATENCY_ROUNDS, ROUNDS, Stopwatch, clock, session

from odoo.tools import SQL

FACTS = (
    """INSERT INTO care_date
              (partner_id, kind_id, calendar, month, day, year, leap_month)
       SELECT p.id, %(birthday)s, 'gregorian', 1 + p.id %% 12, 1 + p.id %% 28, 0, FALSE
       %(people)s 2 = 0""",
    """INSERT INTO care_confidential (partner_id, taboos)
       SELECT p.id, 'No wine' %(people)s 3 = 0""",
    """INSERT INTO care_relation (partner_id, other_name, kind_id)
       SELECT p.id, 'Lily', %(relation)s %(people)s 5 = 0""",
    """INSERT INTO care_partner_interest_rel (partner_id, interest_id)
       SELECT p.id, %(interest)s %(people)s 4 = 0""",
)


class ArchiveBench:
    """Jobs on one database whose archives are half full; each leaves it as it was."""

    def __init__(self, plain, registry):
        self.plain, self.registry = plain, registry
        with session(registry) as env:
            if not env["care.date"].search_count([], limit=1):
                fill(env)
                env["care.profile"]._refresh_completeness()
                env.cr.commit()
            people = [("parent_id.care_profile_ids", "!=", False)]
            self.people = env["res.partner"].search(people, limit=LATENCY_ROUNDS).ids

    def yardstick(self, _number):
        with session(self.registry) as env:
            env.cr.execute("SET LOCAL work_mem = '256MB'")
            return explain(env, YARDSTICK)

    def first(self, _number):
        """Nobody's completeness is known yet."""
        with session(self.registry) as env:
            env.cr.execute("UPDATE care_profile SET completeness = NULL")
            return clock(env["care.profile"]._refresh_completeness)

    def again(self, _number):
        """Nothing has changed since."""
        with session(self.registry) as env:
            return clock(env["care.profile"]._refresh_completeness)

    def edit(self, number):
        return self.edit_in(self.registry, number)

    def plain_edit(self, number):
        return self.edit_in(self.plain, number)

    def edit_in(self, registry, number):
        """Save a person's job position, as the form does."""
        with session(registry) as env:
            person = env["res.partner"].browse(self.people[number])
            return clock(person.web_save, {"function": "Boss"}, {"function": {}})


def fill(env):
    """Facts of every second, third, … person."""
    kinds = {
        "birthday": env["care.date.kind"]._get("birthday").id,
        "interest": env["care.interest"].search([], limit=1).id,
        "relation": env["care.relation.kind"].search([], limit=1).id,
    }
    people = SQL("FROM res_partner p WHERE p.parent_id IS NOT NULL AND p.id %%")
    for text in FACTS:
        env.cr.execute(SQL(text, people=people, **kinds))


def measure(bench, report):
    watch = Stopwatch()
    watch.take_turns(
        ROUNDS, yardstick=bench.yardstick, first=bench.first, again=bench.again
    )
    for title, name, target in (
        ("completeness of 100,000 customers / yardstick", "again", 2),
        ("completeness, first fill / yardstick", "first", 6),
    ):
        text = watch.text(name, "yardstick")
        report.row(title, watch.ratio(name, "yardstick"), target, text)
    watch.take_turns(LATENCY_ROUNDS, edit=bench.edit, plain_edit=bench.plain_edit)
    report.row(
        "saving a person with / without the addon",
        watch.ratio("edit", "plain_edit"),
        None,
        watch.text("edit", "plain_edit"),
    )
