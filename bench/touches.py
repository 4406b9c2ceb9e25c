"""The server's part of the contact calendar against the one GROUP BY in it."""

from stopwatch import LATENCY_ROUNDS, Stopwatch, clock, session

from odoo.tools import SQL

CUSTOMERS, DAYS, TOUCHES = 500, 31, 20_000
START, STOP = "2026-05-01", "2026-05-31"
FILL = """
    INSERT INTO care_touch
           (partner_id, commercial_partner_id, company_id, date, channel_id, user_id,
            summary, note, effective)
    SELECT c.id, c.id, %(company)s,
           %(start)s::timestamp + n %% %(days)s * interval '1 day'
           + (8 + n %% 9) * interval '1 hour',
           (%(channels)s)[1 + n %% cardinality(%(channels)s)], %(user)s,
           'Contact ' || n, '<p>Talked about the catalogue ' || n || '</p>', n %% 4 > 0
      FROM generate_series(1, %(touches)s) n
      JOIN unnest(%(customers)s) WITH ORDINALITY c(id, number)
           ON c.number = 1 + n %% %(count)s"""
GROUP = """
    SELECT t.commercial_partner_id,
           (t.date AT TIME ZONE 'UTC' AT TIME ZONE 'UTC')::date,
           json_agg(json_build_array(t.id, k.letter, t.effective, t.summary, t.note)
                    ORDER BY t.date, t.id)
      FROM care_touch t
      JOIN care_channel k ON k.id = t.channel_id
     WHERE t.company_id = %(company)s AND t.commercial_partner_id = ANY(%(customers)s)
       AND t.date >= %(start)s::timestamp
       AND t.date < %(stop)s::timestamp + interval '1 day'
     GROUP BY 1, 2"""


def measure(registry, report):
    """All jobs see the same touches, none of which is kept."""
    with session(registry) as env:
        values = fill(env)
        user = env["res.users"].search([("login", "=", "bench")])
        mine = env(user=user, context=dict(user.context_get()))
        domain = [("id", "in", values["customers"])]

        def calendar(_number):
            mine.invalidate_all()
            touches = mine["care.touch"]
            return clock(touches.get_calendar, domain, START, STOP, CUSTOMERS)

        def group(_number):
            return clock(lambda: env.execute_query(SQL(GROUP, **values)))

        calendar(0)
        watch = Stopwatch()
        watch.take_turns(LATENCY_ROUNDS, calendar=calendar, group=group)
    title = f"calendar of {TOUCHES:,} contacts / its GROUP BY alone"
    names = "calendar", "group"
    report.row(title, watch.ratio(*names), 3, watch.text(*names))


def fill(env):
    """Twenty thousand contacts of a month with the best customers."""
    best = env["care.profile"].search([], order="contribution desc", limit=CUSTOMERS)
    values = {
        "company": env.company.id,
        "customers": best.partner_id.ids,
        "channels": env["care.channel"].search([]).ids,
        "user": env.uid,
        "start": START,
        "stop": STOP,
        "days": DAYS,
        "touches": TOUCHES,
        "count": CUSTOMERS,
    }
    env.cr.execute(SQL(FILL, **values))
    env.cr.execute("ANALYZE care_touch")
    return values
