"""SQL of benefits: which are due, whose differ, and what stands on the contact."""

from odoo.tools import SQL

# what a benefit writes on the contact, by kind; one value for each company
COLUMNS = {
    "pricelist": "specific_property_product_pricelist",
    "payment_term": "property_payment_term_id",
    "credit": "credit_limit",
}
TARGETS = {"pricelist": "product_pricelist", "payment_term": "account_payment_term"}
TERM = SQL(
    """CASE b.kind WHEN 'pricelist' THEN to_jsonb(b.pricelist_id)
                   WHEN 'payment_term' THEN to_jsonb(b.payment_term_id)
                   WHEN 'credit' THEN to_jsonb(b.amount)
                   WHEN 'gift_budget' THEN to_jsonb(b.amount)
                   WHEN 'rebate' THEN to_jsonb(b.percent)
                   WHEN 'loyalty' THEN to_jsonb(b.program)
                   ELSE 'true' END"""
)


def due(company_id, today):
    """(tier_id, benefit_id, kind, value, months) of what each tier grants today; of
    those that write the same field the first one."""
    return SQL(
        """SELECT tier_id, benefit_id, kind, value, months
             FROM (SELECT r.care_tier_id AS tier_id, b.id AS benefit_id, b.kind,
                          COALESCE(%(term)s, 'null') AS value, b.months,
                          row_number() OVER (PARTITION BY r.care_tier_id, b.kind
                                             ORDER BY b.sequence, b.id) AS place
                     FROM care_benefit b
                     JOIN care_benefit_care_tier_rel r ON r.care_benefit_id = b.id
                    WHERE b.active AND b.company_id = %(company)s
                      AND COALESCE(b.valid_from <= %(today)s, TRUE)
                      AND COALESCE(b.valid_until >= %(today)s, TRUE)) d
            WHERE place = 1 OR kind NOT IN %(fields)s""",
        term=TERM,
        company=company_id,
        today=today,
        fields=tuple(COLUMNS),
    )


def standing(kind, company_id):
    """What stands on contact `p` for the kind of a benefit."""
    return SQL(
        "CASE %s %s END",
        kind,
        SQL(" ").join(
            SQL("WHEN %s THEN p.%s -> %s", code, SQL.identifier(name), str(company_id))
            for code, name in COLUMNS.items()
        ),
    )


def chosen(value):
    """A value without those that mean nothing was chosen."""
    return SQL("NULLIF(NULLIF(NULLIF(%s, 'null'), 'false'), '0')", value)


def overwritten(company_id, partner_ids=None):
    """(id, partner_id) of granted benefits instead of which somebody has chosen
    something else since."""
    return SQL(
        """SELECT g.id, g.partner_id FROM care_benefit_grant g
             JOIN res_partner p ON p.id = g.partner_id
            WHERE g.company_id = %s AND g.is_current AND g.state = 'granted'
              AND g.kind IN %s AND %s IS DISTINCT FROM g.value %s""",
        company_id,
        tuple(COLUMNS),
        standing(SQL("g.kind"), company_id),
        _among(SQL("g.partner_id"), partner_ids),
    )


def ended(company_id, today, partner_ids=None):
    """(id, partner_id, why) of current benefits that end: by the tier, the
    benefit itself, its terms or its time, or since nothing is in the way any more."""
    free = SQL(
        "g.kind IN %s AND g.state = 'kept' AND %s IS NOT NULL AND %s IS NULL",
        tuple(COLUMNS),
        chosen(SQL("g.before")),
        chosen(standing(SQL("g.kind"), company_id)),
    )
    return SQL(
        """WITH due AS (%(due)s)
           SELECT g.id, g.partner_id,
                  CASE WHEN d.benefit_id IS NOT NULL THEN
                            CASE WHEN g.value IS DISTINCT FROM d.value THEN 'terms'
                                 WHEN g.state = 'kept' THEN 'free'
                                 ELSE 'expired' END
                       WHEN g.benefit_id IN (SELECT benefit_id FROM due) THEN 'tier'
                       ELSE 'benefit' END AS why
             FROM care_benefit_grant g
             JOIN res_partner p ON p.id = g.partner_id
             LEFT JOIN care_profile k ON k.partner_id = g.partner_id
                  AND k.company_id = g.company_id AND k.active
             LEFT JOIN due d ON d.tier_id = k.tier_id AND d.benefit_id = g.benefit_id
            WHERE g.company_id = %(company)s AND g.is_current %(among)s
              AND (d.benefit_id IS NULL
                   OR (g.state IN ('granted', 'kept')
                       AND g.value IS DISTINCT FROM d.value)
                   OR (g.state = 'granted' AND g.date_until < %(today)s)
                   OR (%(free)s))""",
        due=due(company_id, today),
        company=company_id,
        today=today,
        among=_among(SQL("g.partner_id"), partner_ids),
        free=free,
    )


def missing(company_id, today, partner_ids=None):
    """Rows `k` of customers and `d` of due benefits of which nothing is known yet."""
    return SQL(
        """FROM care_profile k
           JOIN (%(due)s) d ON d.tier_id = k.tier_id
           JOIN res_partner p ON p.id = k.partner_id
          WHERE k.company_id = %(company)s AND k.active %(among)s
            AND NOT EXISTS (SELECT FROM care_benefit_grant g
                             WHERE g.partner_id = k.partner_id AND g.is_current
                               AND g.company_id = k.company_id
                               AND g.benefit_id = d.benefit_id)""",
        due=due(company_id, today),
        company=company_id,
        among=_among(SQL("k.partner_id"), partner_ids),
    )


def differing(company_id, today):
    """(partner_id) of customers whose benefits are not what is due today."""
    return SQL(
        """SELECT k.partner_id %s
           UNION SELECT e.partner_id FROM (%s) e
           UNION SELECT o.partner_id FROM (%s) o
           ORDER BY 1""",
        missing(company_id, today),
        ended(company_id, today),
        overwritten(company_id),
    )


def grant(company_id, today, user_id, partner_ids):
    """Log what is due and not known yet; what somebody chose by hand is kept."""
    now = standing(SQL("d.kind"), company_id)
    return SQL(
        """INSERT INTO care_benefit_grant (
                  partner_id, company_id, benefit_id, kind, tier_id, date_from,
                  date_until, state, is_current, value, before, create_uid, write_uid,
                  create_date, write_date)
           SELECT k.partner_id, k.company_id, d.benefit_id, d.kind, k.tier_id,
                  %(today)s::date,
                  CASE WHEN d.months > 0 THEN
                       (%(today)s::date + make_interval(months => d.months))::date - 1
                       END,
                  CASE WHEN %(chosen)s <> d.value THEN 'kept' ELSE 'granted' END,
                  TRUE, d.value, %(now)s, %(user)s, %(user)s,
                  now() AT TIME ZONE 'UTC', now() AT TIME ZONE 'UTC'
           %(missing)s
           ORDER BY k.partner_id, d.benefit_id
              ON CONFLICT DO NOTHING
           RETURNING id, kind, state""",
        today=today,
        chosen=chosen(now),
        now=now,
        user=user_id,
        missing=missing(company_id, today, partner_ids),
    )


def keep(company_id, grant_ids):
    """Benefits instead of which somebody has chosen something else are kept so."""
    return SQL(
        """UPDATE care_benefit_grant g
              SET state = 'kept', before = %s
             FROM res_partner p WHERE p.id = g.partner_id AND g.id = ANY(%s)""",
        standing(SQL("g.kind"), company_id),
        grant_ids,
    )


def write(kind, company_id, grant_ids):
    """Write what was granted on the customers and on their contacts, as Odoo does with
    what they have in common."""
    return SQL(
        """UPDATE res_partner f
              SET %(column)s = COALESCE(f.%(column)s, '{}')
                               || jsonb_build_object(%(company)s, g.value)
             FROM care_benefit_grant g
            WHERE g.id = ANY(%(grants)s) AND g.kind = %(kind)s
              AND f.commercial_partner_id = g.partner_id
              AND f.%(column)s -> %(company)s IS DISTINCT FROM g.value""",
        column=SQL.identifier(COLUMNS[kind]),
        company=str(company_id),
        grants=grant_ids,
        kind=kind,
    )


def restore(kind, company_id, grant_ids):
    """Write back what stood there before, unless something else stands there now or
    what stood there is gone."""
    alive = SQL("TRUE")
    if kind in TARGETS:
        alive = SQL(
            "EXISTS (SELECT FROM %s t WHERE to_jsonb(t.id) = g.before)",
            SQL.identifier(TARGETS[kind]),
        )
    return SQL(
        """UPDATE res_partner f
              SET %(column)s = CASE
                  WHEN %(before)s IS NULL OR NOT %(alive)s
                  THEN NULLIF(f.%(column)s - %(company)s, '{}')
                  ELSE f.%(column)s || jsonb_build_object(%(company)s, g.before) END
             FROM care_benefit_grant g
            WHERE g.id = ANY(%(grants)s) AND g.kind = %(kind)s
              AND g.state = 'granted'
              AND f.commercial_partner_id = g.partner_id
              AND f.%(column)s -> %(company)s = g.value""",
        column=SQL.identifier(COLUMNS[kind]),
        before=chosen(SQL("g.before")),
        alive=alive,
        company=str(company_id),
        grants=grant_ids,
        kind=kind,
    )


def _among(column, partner_ids):
    return (
        SQL("") if partner_ids is None else SQL("AND %s = ANY(%s)", column, partner_ids)
    )
