"""SQL of greetings: who is greeted on which day."""

from odoo.tools import SQL

# columns of `ordered`, in order
MATCH = "partner_id commercial_partner_id user_id day key subject zone".split()


def of_festival(recipients, days):
    """SELECT (partner_id, day, key, subject) of a festival of all or of countries.

    `days` are rows (country id or None, day, key), `recipients` a SELECT of ids.
    """
    countries, dates, keys = (list(column) for column in zip(*days, strict=True))
    return SQL(
        """SELECT p.id AS partner_id, v.day, v.key, '' AS subject
             FROM (%s) r
             JOIN res_partner p ON p.id = r.id
             JOIN res_partner c ON c.id = p.commercial_partner_id
             JOIN unnest(%s::int[], %s::date[], %s::text[]) v(country_id, day, key)
               ON v.country_id IS NULL
                  OR v.country_id = COALESCE(p.country_id, c.country_id)""",
        recipients,
        countries,
        dates,
        keys,
    )


def of_dates(recipients, dates):
    """SELECT (partner_id, day, key, subject) of days in the life of somebody.

    `dates` are rows (contact id, day, key, subject): that of a person is the person's,
    that of a company is told to those of its contacts who are recipients.
    """
    columns = (list(column) for column in zip(*dates, strict=True))
    return SQL(
        """(WITH r AS MATERIALIZED (%s),
                a AS MATERIALIZED (
                     SELECT v.*, p.is_company
                       FROM unnest(%s::int[], %s::date[], %s::text[], %s::text[])
                            v(about_id, day, key, subject)
                       JOIN res_partner p ON p.id = v.about_id)
           SELECT r.id AS partner_id, a.day, a.key, a.subject
             FROM a JOIN r ON r.id = a.about_id
            WHERE a.is_company IS NOT TRUE
            UNION ALL
           SELECT r.id, a.day, a.key, a.subject
             FROM a
             JOIN res_partner p ON p.commercial_partner_id = a.about_id
             JOIN r ON r.id = p.id
            WHERE a.is_company)""",
        recipients,
        *columns,
    )


def unclaimed(found, occasion_id, channel):
    """SELECT of those of `found` who have no such greeting yet."""
    return SQL(
        """SELECT f.* FROM (%s) f
            WHERE NOT EXISTS (
                  SELECT FROM care_greeting g
                   WHERE g.partner_id = f.partner_id AND g.occasion_id = %s
                     AND g.subject = f.subject AND g.channel = %s
                     AND g.occasion_key = f.key)""",
        found,
        occasion_id,
        channel,
    )


def with_owner(found, company_id):
    """SELECT of `found` with its customer, salesperson and own time zone."""
    return SQL(
        """SELECT f.partner_id, p.commercial_partner_id, o.user_id, f.day, f.key,
                  f.subject, COALESCE(p.care_tz, c.care_tz) AS zone
             FROM (%s) f
             JOIN res_partner p ON p.id = f.partner_id
             JOIN res_partner c ON c.id = p.commercial_partner_id
             LEFT JOIN care_profile o ON o.partner_id = c.id AND o.company_id = %s""",
        found,
        company_id,
    )


def ordered(found, page, zone):
    """SELECT of `MATCH` in order of day and contact; `zone` is that of our company."""
    return SQL(
        """SELECT m.partner_id, m.commercial_partner_id, m.user_id, m.day, m.key,
                  m.subject, COALESCE(m.zone, %s)
             FROM (%s) m
            ORDER BY m.day, m.partner_id, m.subject %s""",
        zone,
        found,
        page,
    )


def by_month(found):
    """SELECT of (first day of the month, number of greetings), in order."""
    return SQL(
        """SELECT date_trunc('month', m.day)::date, count(*)
             FROM (%s) m GROUP BY 1 ORDER BY 1""",
        found,
    )


def countries(recipients):
    """SELECT of the countries of recipients."""
    return SQL(
        """SELECT DISTINCT COALESCE(p.country_id, c.country_id)
             FROM (%s) r
             JOIN res_partner p ON p.id = r.id
             JOIN res_partner c ON c.id = p.commercial_partner_id
            WHERE COALESCE(p.country_id, c.country_id) IS NOT NULL
            ORDER BY 1""",
        recipients,
    )


def dates(kind_id, until=None, of_relations=False, relation_kinds=()):
    """SELECT (contact id, id, is_yearly, calendar, month, day, year, leap_month) of
    dates that come round until a day; of secret relations none."""
    if of_relations:
        whose = SQL(
            """EXISTS (SELECT FROM care_relation x
                        WHERE x.id = d.relation_id AND %s AND x.is_secret IS NOT TRUE
                          AND NOT EXISTS (
                              SELECT FROM care_relation s
                               WHERE s.is_secret
                                 AND (s.partner_id, s.other_id) IN (
                                     (x.partner_id, x.other_id),
                                     (x.other_id, x.partner_id))))""",
            SQL("x.kind_id = ANY(%s)", list(relation_kinds))
            if relation_kinds
            else SQL("TRUE"),
        )
    else:
        whose = SQL("d.relation_id IS NULL")
    return SQL(
        """SELECT d.partner_id, d.id, k.is_yearly, d.calendar, d.month, d.day, d.year,
                  d.leap_month
             FROM care_date d
             JOIN care_date_kind k ON k.id = d.kind_id
            WHERE d.kind_id = %s AND %s AND %s
            ORDER BY d.id""",
        kind_id,
        whose,
        SQL("d.next_date <= %s", until) if until else SQL("TRUE"),
    )


def first_purchases(company_id):
    """SELECT (customer id, day) of the first purchases of active customers."""
    return SQL(
        """SELECT o.partner_id, o.first_purchase_date FROM care_profile o
            WHERE o.company_id = %s AND o.active
              AND o.first_purchase_date IS NOT NULL
            ORDER BY o.partner_id""",
        company_id,
    )
