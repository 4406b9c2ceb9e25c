"""SQL of what jobs have made of the facts of a round, see facts.py."""

CUSTOMERS, COMPLAINTS, ROWS = 20, 3, 150
CLOCKS = 3  # of each complaint
# what there is of one round, and how much of it there must be
LOOK = {
    "customers known": (
        "SELECT count(DISTINCT f.partner_id) FROM care_profile f "
        "JOIN res_partner p ON p.id = f.partner_id WHERE p.ref = %(round)s",
        CUSTOMERS,
    ),
    "purchases counted": (
        "SELECT count(*) FROM care_profile f JOIN res_partner p ON p.id = f.partner_id "
        "WHERE p.ref = %(round)s AND f.contribution = 1200",
        CUSTOMERS,
    ),
    "contacts planned": (
        "SELECT count(*) FROM care_revisit r JOIN res_partner p ON p.id = r.partner_id "
        "JOIN mail_activity a ON a.id = r.activity_id AND a.res_id = p.id "
        "WHERE p.ref = %(round)s AND r.state = 'planned'",
        CUSTOMERS,
    ),
    "greeted": (
        "SELECT count(*) FROM care_greeting g JOIN res_partner p ON p.id = g.partner_id"
        " WHERE p.ref = %(round)s AND g.state = 'sent' AND g.touch_id IS NOT NULL",
        CUSTOMERS,
    ),
    "told of the notice": (
        "SELECT count(*) FROM care_notice_line l JOIN care_notice n "
        "ON n.id = l.notice_id AND n.name = %(round)s AND n.state = 'done' "
        "WHERE l.state = 'sent' AND l.touch_id IS NOT NULL",
        CUSTOMERS,
    ),
    "benefits granted": (
        "SELECT count(*) FROM care_benefit_grant g "
        "JOIN res_partner p ON p.id = g.partner_id "
        "WHERE p.ref = %(round)s AND g.is_current AND g.state = 'granted'",
        CUSTOMERS,
    ),
    "clocks told of": (
        "SELECT count(*) FROM care_escalation e "
        "JOIN care_complaint c ON c.id = e.complaint_id AND c.subject = %(round)s "
        "JOIN mail_activity a ON a.id = e.activity_id WHERE e.state = 'sent'",
        COMPLAINTS * CLOCKS,
    ),
    "meetings logged": (
        "SELECT count(*) FROM care_touch t JOIN res_partner p "
        "ON p.id = t.partner_id AND p.ref = %(round)s "
        "WHERE t.res_model = 'calendar.event'",
        1,
    ),
    "rows imported": (
        "SELECT count(*) FROM res_partner WHERE name LIKE %(import)s",
        ROWS,
    ),
}
# what must never be there
DOUBLES = {
    "activities that no plan knows": """
        SELECT count(*) FROM mail_activity a
         WHERE a.active AND a.automated AND a.res_model = 'res.partner'
           AND NOT EXISTS (SELECT FROM care_revisit r WHERE r.activity_id = a.id)
           AND NOT EXISTS (SELECT FROM care_greeting g WHERE g.activity_id = a.id)
           AND NOT EXISTS (SELECT FROM care_profile f WHERE f.verify_activity_id = a.id)
           AND NOT EXISTS (SELECT FROM care_risk_mail_activity_rel l
                            WHERE l.mail_activity_id = a.id)""",
    "activities that no ladder knows": """
        SELECT count(*) FROM mail_activity a
         WHERE a.res_model = 'care.complaint'
           AND NOT EXISTS (SELECT FROM care_escalation e WHERE e.activity_id = a.id)""",
    "contacts imported twice": """
        SELECT count(*) - count(DISTINCT name) FROM res_partner
         WHERE name LIKE 'Import %%'""",
}
# what must not be left once all jobs have ended
STUCK = {
    "greetings due": """
        SELECT count(*) FROM care_greeting
         WHERE state IN ('planned', 'approved') AND send_at <= now() AT TIME ZONE 'UTC'
           AND activity_id IS NULL AND channel = 'mail'""",
    "notices being sent": "SELECT count(*) FROM care_notice WHERE state = 'sending'",
    "files waiting": "SELECT count(*) FROM care_import WHERE state = 'waiting'",
    "imports failed": "SELECT count(*) FROM care_import WHERE state = 'failed'",
    "past contacts unread": "SELECT count(*) FROM care_touch_backlog",
    "digests not written": """
        SELECT count(*) FROM care_policy
         WHERE escalation_active AND complaint_digest_month IS NULL""",
    "customers without completeness": """
        SELECT count(*) FROM care_profile WHERE active AND completeness IS NULL""",
    "refreshes asked for": "SELECT count(*) FROM care_policy WHERE refresh_requested",
    "mails in the queue": """
        SELECT count(*) FROM mail_mail WHERE state IN ('outgoing', 'exception')""",
    "jobs switched off": """
        SELECT count(*) FROM ir_cron WHERE NOT active AND id IN %(jobs)s""",
    "locks waited for": "SELECT count(*) FROM pg_locks WHERE NOT granted",
}
