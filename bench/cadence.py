"""Planned contacts: activities for 10,000 against raw SQL of the same rows."""

from statistics import median

from stopwatch import ROUNDS, Stopwatch, clock, session

from odoo.tools import SQL, split_every

COUNT = 10_000
CHUNK = 1000
PLAN = """
    INSERT INTO care_revisit
           (partner_id, company_id, cadence_id, requirement, role, user_id, base_date,
            ideal_days, max_days, due_date, hard_date, state)
    SELECT f.partner_id, f.company_id, l.id, l.requirement, l.role, f.user_id,
           %(day)s::date - 14, l.ideal_days, l.max_days, %(day)s, %(day)s, 'planned'
      FROM care_profile f
      JOIN res_partner p ON p.id = f.partner_id
      JOIN res_users u ON u.id = f.user_id AND u.active
      JOIN care_cadence l ON l.id = %(cadence)s AND l.tier_id = f.tier_id
     WHERE f.active AND f.company_id = %(company)s
     ORDER BY f.partner_id LIMIT %(count)s"""
# what it adds to a table: the rows whose column is beyond what was there before
WRITTEN = {
    "mail_activity": ("id", "mail_activity"),
    "mail_followers": ("id", "mail_followers"),
    "mail_followers_mail_message_subtype_rel": ("mail_followers_id", "mail_followers"),
}


def measure(registry, report):
    queries = []

    def ours(_number):
        with session(registry) as env:
            policy = start(env)
            before = env.cr.sql_log_count
            seconds = clock(plan, env, policy)
            queries.append(env.cr.sql_log_count - before)
            return seconds

    def raw(_number):
        with session(registry) as env:
            last = {table: last_id(env, table) for _, table in WRITTEN.values()}
            plan(env, start(env))
            again = take_back(env, last)
            return clock(lambda: [env.cr.execute(query) for query in again])

    watch = Stopwatch()
    watch.take_turns(ROUNDS, ours=ours, raw=raw)
    title = f"{COUNT:,} activities planned / raw SQL of their rows"
    report.row(title, watch.ratio("ours", "raw"), 10, watch.text("ours", "raw"))
    report.row("queries for each of them", median(queries) / COUNT, 0.04)


def start(env):
    """Contacts with ten thousand customers are due today, nobody has an activity."""
    policy = env["care.policy"]._get()
    policy.write({"cadence_cap": COUNT, "cadence_since": policy._get_today()})
    policy._add_default_cadences()
    values = {
        "day": policy._get_today(),
        "cadence": policy.cadence_ids[0].id,
        "company": policy.company_id.id,
        "count": COUNT,
    }
    env.flush_all()
    env.cr.execute(SQL(PLAN, **values))
    if env.cr.rowcount != COUNT:
        raise RuntimeError(f"{env.cr.rowcount} contacts are to be planned")
    env.invalidate_all()
    return policy


def plan(env, policy):
    """What the nightly job does, with the empty caches that its commits leave."""
    revisits = env["care.revisit"]
    for places in split_every(CHUNK, revisits._get_places(policy), list):
        revisits._create_activities(places)
        env.flush_all()
        env.invalidate_all()


def last_id(env, table):
    env.cr.execute(
        SQL("SELECT coalesce(max(id), 0) FROM %s", SQL.identifier(table)),
    )
    return env.cr.fetchone()[0]


def take_back(env, last):
    """Undo what was planned; return the statements that do it all again."""
    again = []
    for table, (column, of) in WRITTEN.items():
        names = {
            "kept": SQL.identifier(f"kept_{table}"),
            "table": SQL.identifier(table),
        }
        env.cr.execute(
            SQL(
                """CREATE TEMP TABLE %(kept)s ON COMMIT DROP AS
                   SELECT * FROM %(table)s WHERE %(column)s > %(last)s""",
                column=SQL.identifier(column),
                last=last[of],
                **names,
            )
        )
        again.append(SQL("INSERT INTO %(table)s SELECT * FROM %(kept)s", **names))
    env.cr.execute(
        """CREATE TEMP TABLE kept_revisit ON COMMIT DROP AS
           SELECT id, activity_id FROM care_revisit;
           UPDATE care_revisit SET activity_id = NULL"""
    )
    for _column, table in WRITTEN.values():
        env.cr.execute(
            SQL("DELETE FROM %s WHERE id > %s", SQL.identifier(table), last[table])
        )
    again.append(
        SQL(
            """UPDATE care_revisit r SET activity_id = k.activity_id
                 FROM kept_revisit k WHERE k.id = r.id"""
        )
    )
    return again
