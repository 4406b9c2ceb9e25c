"""SQL of signals that contacts, complaints, the archive and invoices give: see
`risk_signal_sql`."""

from odoo.tools import SQL

from .risk_signal_sql import level, row


def silence(s):
    """A contact that the cadence asks for is later than the longest interval allows: of
    several requirements, the one that is late for longest."""
    return SQL(
        """SELECT %(row)s
             FROM (SELECT DISTINCT ON (r.partner_id) r.*
                     FROM care_revisit r
                    WHERE r.company_id = %(company)s AND r.state = 'planned'
                      AND (r.snooze_until IS NULL OR r.snooze_until <= %(today)s)
                    ORDER BY r.partner_id, r.hard_date, r.is_first IS TRUE,
                             r.base_date DESC, r.id) r
            WHERE %(today)s::date - r.hard_date > %(threshold)s""",
        row=row(
            SQL("r.partner_id"),
            level(SQL("%s::date - r.hard_date >= %s", s.today, s.alarm)),
            limit=SQL("r.hard_date"),
            last=SQL("CASE WHEN r.is_first IS NOT TRUE THEN r.base_date END"),
        ),
        company=s.company_id,
        today=s.today,
        threshold=s.threshold,
    )


def complaint_open(s, states):
    return SQL(
        """SELECT %(row)s FROM care_complaint c
            WHERE c.company_id = %(company)s AND c.kind = 'complaint'
              AND c.state = ANY(%(states)s) AND c.severity >= %(threshold)s
            GROUP BY c.commercial_partner_id""",
        row=row(
            SQL("c.commercial_partner_id"),
            level(SQL("max(c.severity) >= %s", str(int(s.alarm)))),
            severity=SQL("max(c.severity)"),
            ids=SQL("jsonb_agg(c.id ORDER BY c.id)"),
        ),
        company=s.company_id,
        states=list(states),
        threshold=str(int(s.threshold)),
    )


def complaint_repeated(s, day):
    """`day` is SQL of the local date of a complaint `c`."""
    return SQL(
        """SELECT %(row)s FROM care_complaint c
            WHERE c.company_id = %(company)s AND c.kind = 'complaint'
              AND c.state <> 'cancelled' AND %(day)s > %(since)s
            GROUP BY c.commercial_partner_id
           HAVING count(*) >= %(threshold)s""",
        row=row(
            SQL("c.commercial_partner_id"),
            level(SQL("count(*) >= %s", s.alarm)),
            ids=SQL("jsonb_agg(c.id ORDER BY c.id)"),
            days=SQL("%s::int", s.days),
        ),
        company=s.company_id,
        day=day,
        since=SQL("%s::date - %s", s.today, s.days),
        threshold=s.threshold,
    )


def low_rating(s, rated, touched):
    """What the customer said last, by a rating or in a contact; `rated` and `touched`
    are SQL of local dates of a rating `r` and a contact `t`."""
    return SQL(
        """SELECT %(row)s
             FROM (SELECT DISTINCT ON (x.partner_id) x.*
                     FROM (SELECT p.commercial_partner_id AS partner_id, r.rating,
                                  COALESCE(r.rated_on, r.write_date) AS at,
                                  %(rated)s AS day, 'rating.rating' AS model, r.id
                             FROM rating_rating r
                             JOIN res_partner p ON p.id = r.partner_id
                            WHERE r.consumed AND r.rating >= 1
                           UNION ALL
                           SELECT t.commercial_partner_id, t.satisfaction::float8,
                                  t.date, %(touched)s, 'care.touch', t.id
                             FROM care_touch t
                            WHERE t.company_id = %(company)s
                              AND t.satisfaction IS NOT NULL) x
                    ORDER BY x.partner_id, x.at DESC, x.id DESC) y
            WHERE y.rating <= %(threshold)s AND y.day > %(since)s""",
        row=row(
            SQL("y.partner_id"),
            level(SQL("y.rating <= %s", s.alarm)),
            rating=SQL("y.rating"),
            on=SQL("y.day"),
            model=SQL("y.model"),
            ids=SQL("jsonb_build_array(y.id)"),
        ),
        rated=rated,
        touched=touched,
        company=s.company_id,
        threshold=s.threshold,
        since=SQL("%s::date - %s", s.today, s.days),
    )


def competitor(s):
    return SQL(
        """SELECT %(row)s FROM care_partner_competitor_rel c
            GROUP BY c.partner_id HAVING count(*) >= %(threshold)s""",
        row=row(
            SQL("c.partner_id"),
            level(SQL("count(*) >= %s", s.alarm), high="2", low="1"),
            ids=SQL("jsonb_agg(c.competitor_id ORDER BY c.competitor_id)"),
        ),
        threshold=s.threshold,
    )


def sponsor_gone(s):
    """Who stood up for us, or decides, has left: archived, dead or elsewhere."""
    return SQL(
        """SELECT %(row)s
             FROM (SELECT p.id AS partner_id, p.care_sponsor_id AS person_id,
                          TRUE AS is_sponsor
                     FROM res_partner p WHERE p.care_sponsor_id IS NOT NULL
                   UNION ALL
                   SELECT d.partner_id, d.person_id, FALSE
                     FROM care_partner_decision_maker_rel d) x
             JOIN res_partner q ON q.id = x.person_id
            WHERE NOT q.active OR q.care_deceased
               OR NOT x.is_sponsor AND q.commercial_partner_id <> x.partner_id
            GROUP BY x.partner_id
           HAVING count(DISTINCT q.id) >= %(threshold)s""",
        row=row(
            SQL("x.partner_id"),
            level(SQL("bool_or(x.is_sponsor) OR count(DISTINCT q.id) >= %s", s.alarm)),
            ids=SQL("jsonb_agg(DISTINCT q.id)"),
            sponsor=SQL("bool_or(x.is_sponsor)"),
        ),
        threshold=s.threshold,
    )


def invoice_overdue(s):
    return SQL(
        """SELECT %(row)s
             FROM account_move m JOIN res_partner p ON p.id = m.partner_id
            WHERE m.company_id = %(company)s AND m.state = 'posted'
              AND m.move_type IN ('out_invoice', 'out_receipt')
              AND m.payment_state IN ('not_paid', 'partial')
              AND m.amount_residual_signed > 0
              AND m.invoice_date_due <= %(today)s::date - %(days)s
            GROUP BY p.commercial_partner_id
           HAVING sum(m.amount_residual_signed) > %(threshold)s""",
        row=row(
            SQL("p.commercial_partner_id"),
            level(
                SQL("min(m.invoice_date_due) <= %s::date - %s", s.today, int(s.alarm))
            ),
            amount=SQL("sum(m.amount_residual_signed)::float8"),
            since=SQL("min(m.invoice_date_due)"),
            ids=SQL("jsonb_agg(m.id ORDER BY m.id)"),
        ),
        company=s.company_id,
        today=s.today,
        days=int(s.days),
        threshold=s.threshold,
    )
