"""SQL of the facts that become touches by themselves.

Every fact is a row of `COLUMNS`: `fact` names it, and each customer has at most one
touch of it. `documents` are SELECTs (id, partner_id, company_id, name) by model.
"""

from odoo.tools import SQL

COLUMNS = (
    "fact",
    "partner_id",
    "company_id",
    "date",
    "duration",
    "channel_id",
    "user_id",
    "summary",
    "note",
    "effective",
    "is_incoming",
    "res_model",
    "res_id",
)
ROBOT = 1  # the superuser writes for nobody
# answers of machines in the languages of those who use them most
AUTOMATIC = (
    r"^\s*(re: *)?(automatic reply|auto[- ]?reply|out of (the )?office|"
    r"abwesenheit|réponse automatique|respuesta automática|自动回复|自動回覆)"
)


def activities(documents, where):
    """Done activities `a` whose type stands for a channel; a meeting stands for its own
    activity."""
    branches = [
        SQL(
            """SELECT 'activity:' || a.id AS fact, d.partner_id,
                      COALESCE(d.company_id, u.company_id) AS company_id,
                      CASE WHEN a.write_date::date = a.date_done THEN a.write_date
                           ELSE a.date_done + TIME '12:00' END AS date,
                      0 AS duration, y.care_channel_id AS channel_id,
                      a.user_id, a.summary, %(note)s AS note,
                      g.counts_as_contact AND g.needs_answer IS NOT TRUE AS effective,
                      FALSE AS is_incoming, a.res_model, a.res_id
                 FROM mail_activity a
                 JOIN mail_activity_type y ON y.id = a.activity_type_id
                 JOIN care_channel g ON g.id = y.care_channel_id
                 JOIN (%(customers)s) d ON d.id = a.res_id
                 LEFT JOIN res_users u ON u.id = COALESCE(a.user_id, a.write_uid)
                WHERE a.res_model = %(model)s AND a.active IS NOT TRUE
                  AND a.date_done IS NOT NULL AND a.calendar_event_id IS NULL
                  AND %(where)s""",
            note=_html(SQL("a.feedback")),
            customers=customers,
            model=model,
            where=where,
        )
        for model, customers in documents.items()
    ]
    return SQL(" UNION ALL ").join(branches)


def meetings(documents, where, channel_id, now):
    """Meetings `e` that were held: for each attendee who didn't decline, and for the
    customer of the document, unless the organizer declined."""
    return SQL(
        """SELECT 'meeting:' || e.id AS fact, k.partner_id, u.company_id,
                  e.start AS date, e.duration,
                  COALESCE(y.care_channel_id, %(channel)s) AS channel_id, e.user_id,
                  CASE WHEN COALESCE(e.privacy, s.calendar_default_privacy, '')
                            <> 'private' THEN e.name END AS summary,
                  NULL AS note, TRUE AS effective, FALSE AS is_incoming,
                  'calendar.event' AS res_model, e.id AS res_id
             FROM calendar_event e
             JOIN res_users u ON u.id = COALESCE(e.user_id, e.create_uid)
             LEFT JOIN res_users_settings s ON s.user_id = e.user_id
            CROSS JOIN LATERAL (%(present)s) k
             LEFT JOIN LATERAL (
                  SELECT t.care_channel_id FROM mail_activity a
                    JOIN mail_activity_type t ON t.id = a.activity_type_id
                   WHERE a.calendar_event_id = e.id AND t.care_channel_id IS NOT NULL
                   ORDER BY a.id LIMIT 1) y ON TRUE
            WHERE e.active AND e.start <= %(now)s AND %(where)s
              AND NOT EXISTS (SELECT FROM calendar_attendee o
                               WHERE o.event_id = e.id AND o.state = 'declined'
                                 AND o.partner_id = u.partner_id)""",
        channel=channel_id,
        present=_present(documents),
        now=now,
        where=where,
    )


def _present(documents):
    """Partners present at meeting `e`: the document's customer is, though invited by
    phone only, unless it declined."""
    customers = [
        SQL("SELECT d.partner_id FROM (%s) d WHERE d.id = %s", customers, number)
        for customers, number in [
            *[
                (
                    customers,
                    SQL("CASE WHEN e.res_model = %s THEN e.res_id END", model),
                )
                for model, customers in documents.items()
            ],
            (documents["crm.lead"], SQL("e.opportunity_id")),
        ]
    ]
    return SQL(
        """SELECT b.partner_id FROM calendar_attendee b
            WHERE b.event_id = e.id AND b.state IS DISTINCT FROM 'declined'
           UNION
           SELECT x.partner_id FROM (%s) x
            WHERE NOT EXISTS (SELECT FROM calendar_attendee b
                               WHERE b.event_id = e.id AND b.state = 'declined'
                                 AND b.partner_id = x.partner_id)""",
        SQL(" UNION ALL ").join(customers),
    )


def sent(documents, where, channel_ids):
    """Mails and text messages `m` of colleagues that a notification `n` has sent."""
    return SQL(
        """SELECT CASE n.notification_type WHEN 'sms' THEN 'sms:' ELSE 'mail:' END
                  || m.id AS fact,
                  n.res_partner_id AS partner_id,
                  COALESCE(m.record_company_id, u.company_id) AS company_id, m.date,
                  0 AS duration,
                  CASE n.notification_type WHEN 'sms' THEN %(sms)s ELSE %(mail)s END
                      AS channel_id,
                  u.id AS user_id, %(summary)s AS summary, NULL AS note,
                  FALSE AS effective, FALSE AS is_incoming, m.model AS res_model,
                  m.res_id
             FROM mail_notification n
             JOIN mail_message m ON m.id = n.mail_message_id
             JOIN mail_message_subtype b ON b.id = m.subtype_id
             JOIN res_users u ON u.partner_id = m.author_id AND u.share IS NOT TRUE
                  AND u.id <> %(robot)s
            WHERE m.model = ANY(%(models)s) AND m.is_internal IS NOT TRUE
              AND (n.notification_type = 'email' AND m.message_type = 'comment'
                   AND b.internal IS NOT TRUE
                   OR n.notification_type = 'sms' AND m.message_type = 'sms')
              AND %(where)s""",
        sms=channel_ids["sms"],
        mail=channel_ids["mail"],
        summary=_summary(documents),
        robot=ROBOT,
        models=list(documents),
        where=where,
    )


def received(documents, where, channel_ids):
    """Mails `m` of customers, and what they write in the portal."""
    return SQL(
        """SELECT 'received:' || m.id AS fact, m.author_id AS partner_id,
                  COALESCE(m.record_company_id, a.company_id) AS company_id, m.date,
                  0 AS duration, %(mail)s AS channel_id,
                  COALESCE(a.user_id, c.user_id) AS user_id, %(summary)s AS summary,
                  NULL AS note, TRUE AS effective, TRUE AS is_incoming,
                  m.model AS res_model, m.res_id
             FROM mail_message m
             JOIN res_partner a ON a.id = m.author_id
             JOIN res_partner c ON c.id = a.commercial_partner_id
            WHERE m.model = ANY(%(models)s) AND m.message_type IN ('email', 'comment')
              AND COALESCE(m.subject, '') !~* %(automatic)s
              AND %(where)s""",
        mail=channel_ids["mail"],
        summary=_summary(documents),
        models=list(documents),
        automatic=AUTOMATIC,
        where=where,
    )


def _summary(documents):
    """SQL of the subject of message `m` if it has one of its own, not the name of its
    document; else of how its text begins."""
    names = [
        SQL("WHEN %s THEN (SELECT d.name FROM (%s) d WHERE d.id = m.res_id)", *item)
        for item in documents.items()
    ]
    return SQL(
        """COALESCE(NULLIF(NULLIF(m.subject, CASE m.model %(names)s END), ''),
                    NULLIF(left(btrim(%(text)s), 120), ''), m.subject)""",
        names=SQL(" ").join(names),
        text=_text(SQL("COALESCE(m.body, '')")),
    )


def _text(html):
    return SQL(
        r"""replace(replace(replace(replace(regexp_replace(regexp_replace(
            %s, '<[^>]*>', ' ', 'g'), '\s+', ' ', 'g'),
            '&nbsp;', ' '), '&lt;', '<'), '&gt;', '>'), '&amp;', '&')""",
        html,
    )


def _html(text):
    return SQL(
        r"""replace(replace(replace(replace(%s, '&', '&amp;'), '<', '&lt;'),
            '>', '&gt;'), E'\n', '<br>')""",
        text,
    )
