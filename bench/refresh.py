"""The nightly refresh of all customers against the plainest reading of the same data.

Its own bare SELECT: the statements by which the refresh fills its temporary tables, in
the state that it found, run by EXPLAIN (ANALYZE, TIMING OFF): every column is computed,
nothing is written or sent. The yardstick is run in the same way.
"""

import re
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from databases import outside, tidy
from purchases import buy
from stopwatch import ROUNDS, Stopwatch, clock, session

from odoo import fields
from odoo.tools import SQL

YARDSTICK = (Path(__file__).parent / "yardstick.sql").read_text()
FILLING = re.compile(r"\s*CREATE\s+TEMP\w*\s+TABLE\s+.*?\sAS\s", re.I | re.S)
SEARCHING = re.compile(r'\s*CREATE\s+TEMP\w*\s+TABLE\s+"care_refresh_contact"', re.I)
PREPARING = re.compile(r"\s*(SET\s|SELECT set_config\(|DROP TABLE\s|ANALYZE\s)", re.I)


class RefreshBench:
    """Jobs on one database; each leaves it as it was."""

    def __init__(self, registry):
        self.registry = registry
        self.statements = {}
        self.wal = {"first": [], "again": []}
        self.rows = []  # (written, truly changed, customers that bought)
        self.searched = []

    def settle(self):
        """Refresh from nothing and keep it: the state that the jobs start from."""
        with session(self.registry) as env:
            empty(env)
            refresh(env)
            env.cr.commit()
        self.tidy()

    def tidy(self):
        """Orders that were undone leave dead rows, which all who read would pay for.

        They are not analyzed: another sample may give the yardstick another plan.
        """
        with session(self.registry) as env:
            names = tables(env)
        tidy(self.registry.db_name, *names)
        outside(SQL("VACUUM sale_order"), self.registry.db_name)

    # jobs
    def yardstick(self, _number):
        with session(self.registry) as env:
            env.cr.execute("SET LOCAL work_mem = '256MB'")
            return explain(env, YARDSTICK)

    def first(self, _number):
        """The first fill, change log and all."""
        with session(self.registry) as env:
            empty(env)
            with self.watched(env, "first"):
                return refresh(env)

    def first_bare(self, _number):
        with session(self.registry) as env:
            empty(env)
            return self.bare(env, "first")

    def again(self, number):
        """Two in a hundred customers have bought since."""
        with session(self.registry) as env:
            bought = buy(env, number)
            before = keep(env)
            with self.watched(env, "again"):
                seconds = refresh(env)
            self.rows.append((written(env) - before, differing(env), bought))
        self.tidy()
        return seconds

    def again_bare(self, number):
        with session(self.registry) as env:
            buy(env, number)
            seconds = self.bare(env, "again")
        self.tidy()
        return seconds

    def recent(self, number):
        """Only those who have bought since, then the ranks; who that is was searched
        for before, which `search` tells."""
        with session(self.registry) as env:
            buy(env, number)
            company = env.company
            with self.searching(env):
                seconds = clock(env["care.profile"]._refresh_recent, company)
        self.tidy()
        return seconds - self.searched[-1]

    def search(self, _number):
        """The search of the last `recent`."""
        return self.searched[-1]

    @contextmanager
    def searching(self, env):
        """Keep how long it takes to find out who has something new."""
        execute = env.cr.execute
        found = []

        def record(query, params=None, **kwargs):
            text = query.code if isinstance(query, SQL) else query
            args = query.params if isinstance(query, SQL) else params
            seconds = clock(execute, query, params, **kwargs)
            if SEARCHING.match(env.cr.mogrify(text, args or None).decode()):
                found.append(seconds)

        env.cr.execute = record
        yield
        del env.cr.execute
        self.searched.append(sum(found))

    @contextmanager
    def watched(self, env, name):
        """Keep the statements that run, and how much they add to the log."""
        statements = self.statements[name] = []
        execute, start = env.cr.execute, position(env)

        def record(query, params=None, **kwargs):
            text = query.code if isinstance(query, SQL) else query
            args = query.params if isinstance(query, SQL) else params
            if FILLING.match(text) or PREPARING.match(text):
                statements.append(env.cr.mogrify(text, args or None).decode())
            return execute(query, params, **kwargs)

        env.cr.execute = record
        yield
        del env.cr.execute
        self.wal[name].append(position(env) - start)

    def bare(self, env, name):
        """Seconds of the SELECTs of a refresh that was watched."""
        seconds = 0
        for text in self.statements[name]:
            if FILLING.match(text):
                seconds += explain(env, FILLING.sub("", text, count=1))
            env.cr._obj.execute(text)
        return seconds


def empty(env):
    """As if there had never been a refresh."""
    names = SQL(", ").join(map(SQL.identifier, tables(env)))
    env.cr.execute(SQL("TRUNCATE %s CASCADE", names))
    env.cr.execute("UPDATE care_policy SET as_of = NULL, month_end = NULL")
    env.invalidate_all()


def tables(env):
    """The tables that a refresh fills."""
    env.cr.execute(
        r"""SELECT relname FROM pg_class
             WHERE relkind = 'r'
               AND relname ~ '^care_profile(_change|_event|_snapshot)?$'"""
    )
    return [name for [name] in env.cr.fetchall()]


def refresh(env):
    day = fields.Date.today()
    return clock(env["care.profile"]._refresh, env.company, as_of=day)


def explain(env, query):
    """Seconds of a SELECT, planning included."""
    cr = env.cr._obj  # a text of its own, without parameters
    cr.execute("EXPLAIN (ANALYZE, TIMING OFF, SUMMARY ON) " + query)
    lines = [line for [line] in cr.fetchall()]
    times = [line.split(": ")[1] for line in lines if line.endswith(" ms")]
    return sum(float(time.removesuffix(" ms")) for time in times[-2:]) / 1000


def position(env):
    env.cr.execute("SELECT pg_current_wal_insert_lsn() - '0/0'::pg_lsn")
    return int(env.cr.fetchone()[0])


def keep(env):
    """Remember the profiles as they are; return the rows written so far."""
    env.cr.execute(
        "CREATE TEMPORARY TABLE old ON COMMIT DROP AS SELECT * FROM care_profile"
    )
    return written(env)


def written(env):
    """Rows of profiles that this transaction has written."""
    env.cr.execute(
        """SELECT n_tup_ins + n_tup_upd + n_tup_del FROM pg_stat_xact_user_tables
            WHERE relid = 'care_profile'::regclass"""
    )
    return env.cr.fetchone()[0]


def differing(env):
    """Profiles that are not as `keep` saw them."""
    env.cr.execute(
        """SELECT count(*) FROM care_profile n FULL JOIN old o USING (id)
            WHERE to_jsonb(n) IS DISTINCT FROM to_jsonb(o)"""
    )
    return env.cr.fetchone()[0]


# table
def measure(bench, report):
    watch = Stopwatch()
    jobs = ["yardstick", "first", "first_bare", "again", "again_bare"]
    with session(bench.registry) as env:
        if hasattr(env["care.profile"], "_refresh_recent"):
            jobs += ["recent", "search"]
    watch.take_turns(ROUNDS, **{name: getattr(bench, name) for name in jobs})
    _report_times(watch, report)
    _report_writing(bench, report)


def _report_times(watch, report):
    for name, title, by_bare, by_yardstick in (
        ("first", "first fill with log", 1.6, 4.0),
        ("again", "full refresh, 2 % changed", 1.3, 2.8),
    ):
        bare = f"{name}_bare"
        report.row(
            f"{title} / its own bare SELECT",
            watch.ratio(name, bare),
            by_bare,
            watch.text(name, bare),
        )
        report.row(
            f"{title} / yardstick",
            watch.ratio(name, "yardstick"),
            by_yardstick,
            watch.text(name, "yardstick"),
        )
    _report_recent(watch, report)


def _report_recent(watch, report):
    if "recent" in watch.seconds:
        report.row(
            "incremental refresh, 2 % changed / yardstick",
            watch.ratio("recent", "yardstick"),
            0.3,
            watch.text("recent", "yardstick"),
        )
        report.row(
            "search for what changed / yardstick",
            watch.ratio("search", "yardstick"),
            seconds=watch.text("search", "yardstick"),
        )
    else:
        report.note("incremental refresh / yardstick", "not there yet")


def _report_writing(bench, report):
    done, changed, bought = (median(column) for column in zip(*bench.rows, strict=True))
    report.row(
        "rows written / rows truly changed",
        done / changed,
        2,
        f"{done:,.0f} / {changed:,.0f} rows; {bought:,.0f} customers bought",
    )
    # the log is the cluster's: the least is what nobody else has added to
    first, again = (min(bench.wal[name]) for name in ("first", "again"))
    report.row(
        "WAL of a refresh, 2 % changed / of the first fill",
        again / first,
        0.05,
        f"{again / 1e6:.1f} / {first / 1e6:.1f} MB",
    )
