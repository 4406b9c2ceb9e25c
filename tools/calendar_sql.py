"""SQL of the contact calendar: its rows, its cells, and the days off."""

from odoo.tools import SQL


def add_customer_columns(query, company_id, lang):
    """Join what a row shows to a query of customers, those of most contribution first;
    return the columns.

    They are id, name, tier id, name and colour, owner id and name, last and next
    contact, number of customers without the limit.
    """
    profile, tier, user, owner = _join_customer(query, company_id)
    column = SQL.identifier
    names = column(tier, "name")
    number = column(query.table, "id")
    query.order = SQL("%s DESC NULLS LAST, %s", column(profile, "contribution"), number)
    return [
        number,
        column(query.table, "complete_name"),
        column(profile, "tier_id"),
        SQL("COALESCE(%s->>%s, %s->>'en_US')", names, lang, names),
        column(tier, "color"),
        column(profile, "user_id"),
        column(owner, "name"),
        column(profile, "last_touch_date"),
        column(profile, "next_touch_date"),
        SQL("count(*) OVER ()"),
    ]


def join_profile(query, table, company_id):
    """Join the profile of a customer in a company; return its alias."""
    profile = query.make_alias(table, "calendar_profile")
    own = SQL(
        "%s AND %s = %s",
        _same(profile, "partner_id", table, "id"),
        SQL.identifier(profile, "company_id"),
        company_id,
    )
    query.add_join("LEFT JOIN", profile, "care_profile", own)
    return profile


def _join_customer(query, company_id):
    """Join profile, tier, user and the user's contact; return the aliases of these."""
    table = query.table
    names = ("tier", "user", "owner")
    tier, user, owner = [query.make_alias(table, f"calendar_{name}") for name in names]
    profile = join_profile(query, table, company_id)
    for alias, model, condition in (
        (tier, "care_tier", _same(tier, "id", profile, "tier_id")),
        (user, "res_users", _same(user, "id", profile, "user_id")),
        (owner, "res_partner", _same(owner, "id", user, "partner_id")),
    ):
        query.add_join("LEFT JOIN", alias, model, condition)
    return profile, tier, user, owner


def _same(alias, name, other, other_name):
    return SQL(
        "%s = %s", SQL.identifier(alias, name), SQL.identifier(other, other_name)
    )


def local_day(table, zone):
    """SQL of the day of a touch on the clock of a zone."""
    return SQL(
        "(%s AT TIME ZONE 'UTC' AT TIME ZONE %s)::date",
        SQL.identifier(table, "date"),
        zone,
    )


def contacts(query, day, length):
    """SELECT of customer, day, id, letter, effective, summary and note in order of time
    for a query of touches; of a note the first characters, without tags."""
    return SQL(
        """SELECT t.customer, t.day, t.id, k.letter, t.effective, t.summary,
                  regexp_replace(left(t.note, %(length)s), '<[^>]*(>|$)', ' ', 'g')
             FROM (%(touches)s) t
             JOIN care_channel k ON k.id = t.channel_id
            ORDER BY t.date, t.id""",
        length=length,
        touches=query.select(
            *(
                SQL.identifier(query.table, name)
                for name in ("id", "date", "effective", "channel_id", "summary", "note")
            ),
            SQL("%s AS customer", SQL.identifier(query.table, "commercial_partner_id")),
            SQL("%s AS day", day),
        ),
    )


def days(company_id, start, stop, touches):
    """SELECT of the zone of a company's calendar and of the days from start to stop:
    zone, day, number of contacts, whether it has no work, name of the holiday.

    `touches` is a query of all contacts that count.
    """
    return SQL(
        """WITH k AS (
               SELECT r.id, COALESCE(r.tz, 'UTC') AS tz
                 FROM res_company y
                 LEFT JOIN resource_calendar r ON r.id = y.resource_calendar_id
                WHERE y.id = %(company)s),
           n AS (
               SELECT (t.date AT TIME ZONE 'UTC' AT TIME ZONE k.tz)::date AS day,
                      count(*) AS contacts
                 FROM k, (%(touches)s) t
                GROUP BY 1)
           SELECT k.tz, d.day::date, n.contacts, h.name IS NOT NULL OR %(closed)s,
                  h.name
             FROM k
            CROSS JOIN generate_series(%(start)s::date, %(stop)s::date, '1 day') d(day)
             LEFT JOIN n ON n.day = d.day
             LEFT JOIN LATERAL (%(holiday)s LIMIT 1) h ON TRUE
            ORDER BY d.day""",
        company=company_id,
        start=start,
        stop=stop,
        touches=touches.select(SQL.identifier(touches.table, "date")),
        closed=_no_attendance(),
        holiday=_holiday(company_id),
    )


def _holiday(company_id):
    """SELECT of the leaves of all on a day `d` of the calendar `k`."""
    return SQL(
        """SELECT COALESCE(l.name, '') AS name
             FROM resource_calendar_leaves l
            WHERE l.resource_id IS NULL
              AND (l.company_id IS NULL OR l.company_id = %s)
              AND (l.calendar_id IS NULL OR l.calendar_id = k.id)
              AND d.day + interval '12 hours'
                  BETWEEN (l.date_from AT TIME ZONE 'UTC' AT TIME ZONE k.tz)
                      AND (l.date_to AT TIME ZONE 'UTC' AT TIME ZONE k.tz)""",
        company_id,
    )


def _no_attendance():
    """SQL: the calendar `k` has hours, but none on the weekday of `d`."""
    return SQL(
        """EXISTS (SELECT FROM resource_calendar_attendance a
                    WHERE a.calendar_id = k.id)
           AND NOT EXISTS (SELECT FROM resource_calendar_attendance a
                WHERE a.calendar_id = k.id AND a.display_type IS NULL
                  AND a.dayofweek::int = extract(isodow FROM d.day) - 1)"""
    )
