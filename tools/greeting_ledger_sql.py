"""SQL of the greetings planned: what moved, what is merged, what is due."""

from odoo.tools import SQL

OPEN = ("planned", "to_approve", "approved")


def moved(found, rule_id, start, stop, zone):
    """SELECT (id, day, zone) of open greetings of a rule that fall on another day by
    now, or at another hour; without a day: nobody is greeted any more.

    `found` is the SELECT of whom the rule greets from `start` to `stop`; `zone` is that
    of our company.
    """
    return SQL(
        """SELECT g.id, m.day, COALESCE(m.zone, %(zone)s)
             FROM care_greeting g
             LEFT JOIN (%(found)s) m
                    ON m.partner_id = g.partner_id AND m.subject = g.subject
                   AND m.key = g.occasion_key
            WHERE g.rule_id = %(rule)s AND g.state IN %(open)s
              AND g.activity_id IS NULL
              AND g.occasion_date BETWEEN %(start)s AND %(stop)s
              AND (m.day, COALESCE(m.zone, %(zone)s))
                  IS DISTINCT FROM (g.occasion_date, g.zone)
            ORDER BY g.id""",
        zone=zone,
        found=found,
        rule=rule_id,
        open=OPEN,
        start=start,
        stop=stop,
    )


def nobody():
    """SELECT of whom a rule greets that has no days."""
    return SQL(
        """SELECT NULL::int AS partner_id, NULL::text AS subject, NULL::text AS key,
                  NULL::date AS day, NULL::text AS zone WHERE FALSE"""
    )


def outranked(company_id):
    """SELECT (id, occasion id of the more personal one) of open greetings of contacts
    whom another occasion of the same day concerns more."""
    return SQL(
        """SELECT l.id, l.best_occasion FROM (
               SELECT g.id, g.state, g.subject, g.occasion_id,
                      first_value(g.occasion_id) OVER best AS best_occasion,
                      first_value(g.subject) OVER best AS best_subject
                 FROM care_greeting g
                 JOIN care_occasion o ON o.id = g.occasion_id
                WHERE g.company_id = %(company)s
                  AND g.state IN ('planned', 'to_approve', 'approved', 'sent', 'done')
                  AND g.occasion_date IN (
                      SELECT occasion_date FROM care_greeting
                       WHERE company_id = %(company)s AND state IN %(open)s)
               WINDOW best AS (PARTITION BY g.partner_id, g.occasion_date
                               ORDER BY o.personal_rank, o.sequence, o.id, g.subject)
           ) l
            WHERE l.state IN %(open)s
              AND (l.occasion_id, l.subject) <> (l.best_occasion, l.best_subject)
            ORDER BY l.id""",
        company=company_id,
        open=OPEN,
    )


def too_late(company_id, now):
    """SELECT of the ids of greetings whose day is over, nothing having been done."""
    return SQL(
        """SELECT id FROM care_greeting
            WHERE company_id = %s AND state IN %s AND late_at <= %s
              AND activity_id IS NULL
            ORDER BY id""",
        company_id,
        OPEN,
        now,
    )


def due(company_id, now, channels):
    """SELECT of the ids of greetings to be sent by now, those of one rule together."""
    return SQL(
        """SELECT id FROM care_greeting
            WHERE company_id = %s AND state IN ('planned', 'approved')
              AND send_at <= %s AND late_at > %s AND channel IN %s
            ORDER BY rule_id, id""",
        company_id,
        now,
        now,
        tuple(channels),
    )


def to_prepare(company_id, today, channels):
    """SELECT of the ids of greetings by hand whose task is to appear."""
    return SQL(
        """SELECT id FROM care_greeting
            WHERE company_id = %s AND state IN ('planned', 'approved')
              AND prepare_date <= %s AND channel IN %s AND activity_id IS NULL
            ORDER BY id""",
        company_id,
        today,
        tuple(channels),
    )


def unsettled(table, now):
    """SELECT of the ids of messages whose mail has failed, or after that got out, or is
    given up by now."""
    return SQL(
        """SELECT g.id
             FROM %(table)s g JOIN mail_mail m ON m.id = g.mail_id
            WHERE g.state = 'sent' AND m.state IN ('exception', 'cancel')
           UNION ALL
           SELECT g.id
             FROM %(table)s g JOIN mail_mail m ON m.id = g.mail_id
            WHERE g.state = 'failed'
              AND (m.state = 'sent' OR m.care_retry_until <= %(now)s)
            ORDER BY 1""",
        table=SQL.identifier(table),
        now=now,
    )


def lost_texts(table):
    """SELECT (id, reason) of messages whose text message did not get out."""
    return SQL(
        """SELECT g.id, s.failure_type
             FROM %(table)s g JOIN sms_sms s ON s.id = g.sms_id
            WHERE g.state = 'sent' AND s.state IN ('error', 'canceled')
            ORDER BY 1""",
        table=SQL.identifier(table),
    )


def greeted_today(greeting_ids):
    """SELECT of the ids of those greetings whose contact another occasion has been
    greeted on the same day."""
    return SQL(
        """SELECT g.id FROM care_greeting g, LATERAL (
                  -- one contact after the other, whatever the table is thought to hold
                  SELECT FROM care_greeting o
                   WHERE o.partner_id = g.partner_id
                     AND o.occasion_date = g.occasion_date
                     AND o.state IN ('sent', 'done')
                     AND (o.occasion_id, o.subject) <> (g.occasion_id, g.subject)
                   LIMIT 1) other
            WHERE g.id = ANY(%s)""",
        list(greeting_ids),
    )


def merged(contact_ids, kept_id):
    """SELECT of the ids of greetings that are double once contacts are one: those that
    were only planned first, then those of whom is not kept, then the younger ones."""
    return SQL(
        """SELECT id FROM (
               SELECT g.id, row_number() OVER (
                          PARTITION BY g.occasion_id, g.subject, g.channel,
                                       g.occasion_key
                          ORDER BY g.state IN %s, g.partner_id <> %s, g.id) AS place
                 FROM care_greeting g WHERE g.partner_id = ANY(%s)) x
            WHERE place > 1 ORDER BY id""",
        OPEN,
        kept_id,
        list(contact_ids),
    )


def merged_notices(contact_ids, kept_id):
    """SELECT of the ids of lines of notices that are double once contacts are one."""
    return SQL(
        """SELECT id FROM (
               SELECT l.id, row_number() OVER (
                          PARTITION BY l.notice_id
                          ORDER BY l.state = 'planned', l.partner_id <> %s, l.id)
                      AS place
                 FROM care_notice_line l WHERE l.partner_id = ANY(%s)) x
            WHERE place > 1 ORDER BY id""",
        kept_id,
        list(contact_ids),
    )
