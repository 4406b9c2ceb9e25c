"""SQL that writes the contact log and the last contact of customers."""

from odoo.tools import SQL

from .touch_fact_sql import COLUMNS

KEPT = [SQL.identifier(name) for name in COLUMNS if name not in ("fact", "partner_id")]
# names of a fact of one customer, and of one that several customers may share
OWN = SQL("f.fact")
SHARED = SQL("f.fact || ':partner:' || c.id")


def local_date(moment, company):
    """SQL of the local date of a UTC time where a company has its working calendar."""
    return SQL(
        """(%s AT TIME ZONE 'UTC' AT TIME ZONE COALESCE(
               (SELECT r.tz FROM res_company y
                  JOIN resource_calendar r ON r.id = y.resource_calendar_id
                 WHERE y.id = %s), 'UTC'))::date""",
        moment,
        company,
    )


def refresh_last(customers=None, company_ids=None):
    """UPDATE of the last contact of profiles where it differs, RETURNING their ids.

    `customers` is a condition on the profile `k`, default all.
    """
    return SQL(
        """UPDATE care_profile o
              SET last_touch_date = n.day, last_touch_channel_id = n.channel_id
             FROM (%(known)s
                   SELECT k.id, t.day, t.channel_id
                     FROM care_profile k
                     LEFT JOIN %(latest)s
                    WHERE (k.last_touch_date, k.last_touch_channel_id)
                          IS DISTINCT FROM (t.day, t.channel_id)
                      AND %(customers)s AND %(companies)s
                    ORDER BY k.id FOR NO KEY UPDATE OF k) n
            WHERE o.id = n.id
           RETURNING o.id""",
        known=SQL() if customers else _known(),
        latest=_latest_of_each() if customers else SQL("latest t %s", _latest_of("k")),
        customers=customers or _touched(),
        companies=_among(SQL("k.company_id"), company_ids),
    )


def _latest_of_each():
    return SQL(
        """LATERAL (SELECT %s AS day, x.channel_id
                      FROM care_touch x
                     WHERE x.commercial_partner_id = k.partner_id
                       AND x.company_id = k.company_id AND x.effective
                     ORDER BY x.date DESC, x.id DESC LIMIT 1) t ON TRUE""",
        local_date(SQL("x.date"), SQL("x.company_id")),
    )


def _known():
    """WITH clause of the last contact of every customer that the log knows."""
    return SQL(
        """WITH latest AS MATERIALIZED (
                SELECT l.*, %s AS day
                  FROM (SELECT DISTINCT ON (x.commercial_partner_id, x.company_id)
                               x.commercial_partner_id, x.company_id, x.channel_id,
                               x.date
                          FROM care_touch x WHERE x.effective
                         ORDER BY x.commercial_partner_id, x.company_id, x.date DESC,
                                  x.id DESC) l)""",
        local_date(SQL("l.date"), SQL("l.company_id")),
    )


def _latest_of(profile):
    return SQL(
        "ON (t.commercial_partner_id, t.company_id) = (%s, %s)",
        SQL.identifier(profile, "partner_id"),
        SQL.identifier(profile, "company_id"),
    )


def _touched():
    """SQL of whether a profile `k` has a last contact, or should have one: where few
    do, all others are not read."""
    return SQL(
        """k.id IN (SELECT s.id FROM care_profile s WHERE s.last_touch_date IS NOT NULL
                     UNION SELECT s.id FROM care_profile s JOIN latest t %s)""",
        _latest_of("s"),
    )


def _among(column, ids):
    if ids is None:
        return SQL("TRUE")
    return SQL("%s = ANY(%s)", column, list(ids))


def insert(facts, user_id, now, source, customers=None):
    """INSERT of facts that are not in the log yet, RETURNING what `_announce` needs.

    Each customer gets one touch of a fact, with the first of its people. `source` names
    it; `customers` is a condition on the partner `p` of fact `f` and its commercial
    entity `c`.
    """
    return SQL(
        """INSERT INTO care_touch (partner_id, commercial_partner_id, source, %(kept)s,
                                   create_uid, write_uid, create_date, write_date)
           SELECT partner_id, customer_id, source, %(kept)s, %(user)s, %(user)s,
                  %(now)s, %(now)s
             FROM (SELECT DISTINCT ON (f.fact, c.id) f.*, c.id AS customer_id,
                          %(source)s AS source
                     FROM (%(facts)s) f
                     JOIN res_partner p ON p.id = f.partner_id
                     JOIN res_partner c
                          ON c.id = COALESCE(p.commercial_partner_id, p.id)
                    WHERE %(customers)s
                    ORDER BY f.fact, c.id, f.partner_id) x
            ORDER BY source
               ON CONFLICT (source) WHERE source IS NOT NULL DO NOTHING
           RETURNING id, commercial_partner_id, effective, source""",
        kept=SQL(", ").join(KEPT),
        user=user_id,
        now=now,
        source=source,
        facts=facts,
        customers=customers or SQL("TRUE"),
    )


def is_customer(company_ids):
    """SQL condition for `insert`: no colleague, own company or mere vendor, and in a
    company that keeps its log."""
    return SQL(
        """f.company_id = ANY(%s) AND f.date IS NOT NULL
           AND p.partner_share IS NOT FALSE
           AND NOT EXISTS (SELECT FROM res_company o WHERE o.partner_id = c.id)
           AND (COALESCE(c.supplier_rank, 0) = 0 OR c.customer_rank > 0
                OR EXISTS (SELECT FROM care_profile k WHERE k.partner_id = c.id))""",
        list(company_ids),
    )


def not_deleted(source):
    """SQL condition for `insert`: nobody has deleted the touch of that fact."""
    return SQL(
        "NOT EXISTS (SELECT FROM care_touch_dropped g WHERE g.source = %s)", source
    )


def remember_deleted(sources):
    """INSERT of the names of facts whose touches somebody deletes."""
    return SQL(
        """INSERT INTO care_touch_dropped (source) SELECT unnest(%s::text[])
               ON CONFLICT DO NOTHING""",
        list(sources),
    )


def drop_bounced(notification_ids):
    """DELETE of touches of mails that reached nobody of the customer."""
    return SQL(
        """DELETE FROM care_touch t
            USING mail_notification n, res_partner p
            WHERE n.id = ANY(%s) AND p.id = n.res_partner_id
              AND t.source = 'mail:' || n.mail_message_id || ':partner:'
                             || COALESCE(p.commercial_partner_id, p.id)
              AND t.write_date = t.create_date
              AND NOT EXISTS (
                  SELECT FROM mail_notification o
                    JOIN res_partner q ON q.id = o.res_partner_id
                   WHERE o.mail_message_id = n.mail_message_id
                     AND o.notification_status = 'sent'
                     AND q.commercial_partner_id = p.commercial_partner_id)
           RETURNING t.commercial_partner_id""",
        list(notification_ids),
    )


def answered(where):
    """UPDATE of own mails to effective: the last one before each answer `i`."""
    return SQL(
        """UPDATE care_touch o SET effective = TRUE
             FROM (SELECT DISTINCT l.id FROM care_touch i
                    CROSS JOIN LATERAL (
                          SELECT m.id, m.effective FROM care_touch m
                           WHERE m.res_model = i.res_model AND m.res_id = i.res_id
                             AND m.commercial_partner_id = i.commercial_partner_id
                             AND m.source LIKE 'mail:%%' AND m.date <= i.date
                           ORDER BY m.date DESC, m.id DESC LIMIT 1) l
                    WHERE i.source LIKE 'received:%%' AND l.effective IS NOT TRUE
                      AND %s) a
            WHERE o.id = a.id""",
        where,
    )


def drop_meetings(meetings, event_ids, customers):
    """DELETE of touches of meetings that were not held with that customer after all,
    unless somebody has worked on them, RETURNING their customers."""
    return SQL(
        """DELETE FROM care_touch t
            WHERE t.res_model = 'calendar.event' AND t.res_id = ANY(%(events)s)
              AND t.source LIKE 'meeting:%%' AND t.write_date = t.create_date
              AND NOT EXISTS (SELECT FROM care_need n WHERE n.touch_id = t.id)
              AND NOT EXISTS (
                  SELECT FROM (%(meetings)s) f
                    JOIN res_partner p ON p.id = f.partner_id
                    JOIN res_partner c ON c.id = COALESCE(p.commercial_partner_id, p.id)
                   WHERE f.res_id = t.res_id AND c.id = t.commercial_partner_id
                     AND %(customers)s)
           RETURNING t.commercial_partner_id""",
        meetings=meetings,
        events=list(event_ids),
        customers=customers,
    )


def move_meetings(event_ids):
    """UPDATE of the time of touches of meetings that were moved, RETURNING their
    customers."""
    return SQL(
        """UPDATE care_touch t SET date = e.start, duration = e.duration
             FROM calendar_event e
            WHERE t.res_model = 'calendar.event' AND t.res_id = e.id
              AND e.id = ANY(%s) AND t.source LIKE 'meeting:%%'
              AND (t.date, t.duration) IS DISTINCT FROM (e.start, e.duration)
           RETURNING t.commercial_partner_id""",
        list(event_ids),
    )


def unknown_meetings():
    """SQL condition for `insert`: the customer has no touch of the meeting yet."""
    return SQL(
        """NOT EXISTS (SELECT FROM care_touch t
                        WHERE t.res_model = 'calendar.event' AND t.res_id = f.res_id
                          AND t.commercial_partner_id = c.id)"""
    )


def rename_merged(source_ids, target_id):
    """UPDATE of the names of facts whose customer is merged into another one."""
    return SQL(
        """UPDATE care_touch SET source = regexp_replace(
                  source, ':partner:[0-9]+$', ':partner:' || %(target)s)
            WHERE source ~ ':partner:[0-9]+$'
              AND commercial_partner_id = ANY(%(sources)s)""",
        target=target_id,
        sources=list(source_ids),
    )


def drop_merged(source_ids, target_id):
    """DELETE of touches of merged customers that would be the same fact twice."""
    return SQL(
        """DELETE FROM care_touch WHERE id IN (
               SELECT id FROM (
                      SELECT id, row_number() OVER (
                                 PARTITION BY regexp_replace(source, '[0-9]+$', '')
                                 ORDER BY commercial_partner_id = %(target)s DESC, id)
                                 AS place
                        FROM care_touch
                       WHERE source ~ ':partner:[0-9]+$'
                         AND commercial_partner_id = ANY(%(all)s)) t
                WHERE place > 1)""",
        target=target_id,
        all=[*source_ids, target_id],
    )
