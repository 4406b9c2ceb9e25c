"""SQL of the refresh of those customers to whom something happened, and of those whose
tier or quadrant moves because the others did."""

from odoo.tools import SQL

from . import cut_sql, score_sql


def contacts(sources):
    """SELECT of all contacts of the customers that `sources` (partner_id) name."""
    union = SQL(" UNION ").join(
        [SQL("(SELECT partner_id FROM (%s) x)", source) for source in sources.values()]
    )
    return SQL(
        """WITH changed AS MATERIALIZED (%s)
           SELECT p.id, p.commercial_partner_id, p.user_id, p.active FROM res_partner p
            WHERE p.commercial_partner_id IN (
                  SELECT c.commercial_partner_id FROM changed s
                    JOIN res_partner c ON c.id = s.partner_id
                  UNION SELECT partner_id FROM changed)""",
        union,
    )


def places(settings):
    """SELECT of the places of the measured customers among all, and of those kept
    customers that rise to another tier or cross the line of contribution. Falls wait
    for the month end.

    To sort everybody takes longer than all the rest. So all are counted by steps, from
    one contribution to a lower one; only on steps where somebody may have moved are
    they looked at one by one.
    """
    return SQL(
        """WITH picked AS MATERIALIZED (%(picked)s),
             heap AS MATERIALIZED (%(heaps)s),
             cut AS MATERIALIZED (%(cuts)s),
             place AS MATERIALIZED (%(places)s),
             candidate AS (%(candidates)s),
             placed AS (%(placed)s)
           SELECT m.partner_id, m.contribution, m.rank, m.before, m.measured,
                  %(total)s AS total, %(customers)s AS customers
             FROM placed m
            WHERE m.measured OR %(level)s < COALESCE(%(held)s, 2147483647)
               OR %(high)s <> m.was_high""",
        picked=_picked(settings),
        heaps=_heaps(settings),
        cuts=_cuts_of_heaps(settings),
        places=_places_of_steps(settings),
        candidates=_candidates(settings),
        placed=_placed(settings),
        held=score_sql.level_of(settings, SQL("m.tier")),
        total=cut_sql.line("total"),
        customers=cut_sql.line("customers"),
        level=cut_sql.level(settings),
        high=cut_sql.high(settings),
    )


def _kept(settings):
    """SELECT of the customers to whom nothing happened, as their profiles have them:
    contribution `c` in whole units and `kept` as it is, tier by policy, side of the
    line if rated."""
    return SQL(
        """SELECT o.partner_id, round(o.contribution * %(unit)s) AS c,
                  o.contribution AS kept, %(held)s AS tier,
                  CASE WHEN NOT o.is_unrated
                       THEN COALESCE(o.quadrant_auto, o.quadrant) IN ('e1', 'e2') END
                      AS was_high
             FROM care_profile o
            WHERE o.company_id = %(company)s AND o.active
              AND o.first_purchase_date IS NOT NULL
              AND o.partner_id NOT IN (SELECT k.id FROM care_refresh_contact k)""",
        unit=settings.contribution_unit,
        held=score_sql.held_tier(),
        company=settings.company_id,
    )


def _picked(settings):
    """SELECT of the contributions that begin a step, highest first and negated, as
    `width_bucket` wants them: the number of a step is that of those not below it. They
    are as profiles keep them, so that these need not be rounded."""
    return SQL(
        """SELECT array_agg(v ORDER BY v) AS marks
             FROM (SELECT -contribution / %(unit)s AS v FROM care_refresh_measure
                    UNION
                   SELECT -round(power(10, n / 50.0::float8)) / %(unit)s
                     FROM generate_series(0, 600) n) x""",
        unit=settings.contribution_unit,
    )


def _heaps(settings):
    """SELECT of how many customers are on each step, and what they bring, by the tier
    that they hold and their side of the line: those that something happened to as
    measured, all others as kept."""
    return SQL(
        """SELECT width_bucket(-k.kept, (SELECT marks FROM picked)) AS number, tier,
                  was_high, FALSE AS measured, count(*) AS customers,
                  sum(greatest(k.c, 0)) AS amount
             FROM (%(kept)s) k GROUP BY 1, 2, 3
            UNION ALL
           SELECT width_bucket(-contribution / %(unit)s, (SELECT marks FROM picked)),
                  NULL, NULL, TRUE, count(*), sum(greatest(contribution, 0))
             FROM care_refresh_measure GROUP BY 1""",
        kept=_kept(settings),
        unit=settings.contribution_unit,
    )


def _cuts_of_heaps(settings):
    return SQL(
        """SELECT %s AS contribution, COALESCE(sum(amount), 0) AS total,
                  COALESCE(sum(customers), 0)::bigint AS customers FROM heap""",
        cut_sql.contribution_line(settings),
    )


def _places_of_steps(settings):
    """SELECT of the first contribution of each step with its place, tier and side of
    the line, and where, and on which of them, the next step begins."""
    return SQL(
        """SELECT *, lead(level, 1, %(last)s) OVER down AS next_level,
                  lead(high, 1, FALSE) OVER down AS next_high,
                  lead(contribution, 1, '-infinity') OVER down AS next_contribution
             FROM (SELECT m.*, %(level)s AS level, COALESCE(%(high)s, FALSE) AS high
                     FROM (%(steps)s) m) p
           WINDOW down AS (ORDER BY number)""",
        last=len(settings.tier_cuts),
        level=cut_sql.level(settings),
        high=cut_sql.high(settings),
        steps=_steps(settings),
    )


def _steps(settings):
    """SELECT of all steps with the place of the first contribution of each, and how
    many measured customers bring just that."""
    return SQL(
        """SELECT v.number, round(-v.value * %(unit)s) AS contribution,
                  COALESCE(s.measured, 0) AS measured,
                  (1 + COALESCE(sum(s.customers) OVER above, 0))::bigint AS rank,
                  COALESCE(sum(s.amount) OVER above, 0) AS before
             FROM (SELECT * FROM unnest((SELECT marks FROM picked))
                           WITH ORDINALITY v(value, number)
                    UNION ALL SELECT '-infinity', 0) v
             LEFT JOIN (SELECT number, sum(customers) AS customers,
                               sum(amount) AS amount,
                               sum(customers) FILTER (WHERE measured) AS measured
                          FROM heap GROUP BY 1) s ON s.number = v.number
           WINDOW above AS (ORDER BY v.number ROWS BETWEEN UNBOUNDED PRECEDING
                                                       AND 1 PRECEDING)""",
        unit=settings.contribution_unit,
    )


def _candidates(settings):
    """SELECT of the steps with kept customers that may have moved."""
    return SQL(
        """SELECT DISTINCT p.number FROM heap h JOIN place p ON p.number = h.number
            WHERE NOT h.measured
              AND (p.level <> p.next_level OR p.high <> p.next_high
                   OR p.level < COALESCE(%s, 2147483647) OR p.high <> h.was_high)""",
        score_sql.level_of(settings, SQL("h.tier")),
    )


def _placed(settings):
    """SELECT of the places of measured customers, and of the kept ones on the steps of
    candidates: those above them on their step are counted."""
    return SQL(
        """SELECT m.partner_id, m.contribution, p.rank, p.before, TRUE AS measured,
                  NULL::int AS tier, NULL::boolean AS was_high
             FROM care_refresh_measure m
             JOIN place p ON p.contribution = m.contribution
           UNION ALL
           SELECT x.partner_id, x.c,
                  p.rank + x.above
                  + CASE WHEN x.c < p.contribution THEN p.measured ELSE 0 END,
                  p.before + COALESCE(x.amount, 0)
                  + CASE WHEN x.c < p.contribution AND p.measured > 0
                         THEN p.measured * greatest(p.contribution, 0) ELSE 0 END,
                  FALSE, x.tier, x.was_high
             FROM candidate JOIN place p USING (number)
            CROSS JOIN LATERAL (
                  SELECT k.*, rank() OVER above - 1 AS above,
                         sum(greatest(k.c, 0)) OVER above AS amount
                    FROM (%(kept)s AND o.contribution <= p.contribution / %(unit)s
                               AND o.contribution > p.next_contribution / %(unit)s) k
                  WINDOW above AS (ORDER BY k.c DESC GROUPS BETWEEN UNBOUNDED PRECEDING
                                                             AND 1 PRECEDING)) x""",
        kept=_kept(settings),
        unit=settings.contribution_unit,
    )


def moved(settings, purchases):
    """INSERT into `care_refresh_measure` of those customers that were not measured;
    `purchases` are statements (date, partner_id, amount), asked for where the
    contribution is not the revenue."""
    return SQL(
        """INSERT INTO care_refresh_measure
           SELECT %s FROM care_refresh_rank m
             JOIN care_profile o ON o.partner_id = m.partner_id AND o.company_id = %s
            WHERE NOT m.measured""",
        _kept_measure(settings, purchases),
        settings.company_id,
    )


def _kept_revenue(settings, purchases):
    """SQL of the revenue of profile `o`, which keeps it only as its contribution: where
    that is of products, what the few who move bought is added up again."""
    if settings.measure != "products":
        return SQL("NULL::float8")
    return SQL(
        """(SELECT COALESCE(sum(round(s.amount * %(unit)s)), 0) FROM (%(purchases)s) s
             WHERE s.partner_id = o.partner_id
               AND s.date > %(start)s AND s.date <= %(as_of)s)""",
        unit=settings.unit,
        purchases=SQL(" UNION ALL ").join(
            [SQL("SELECT date, partner_id, amount FROM (%s) x", p) for p in purchases]
        ),
        start=settings.window_start,
        as_of=settings.as_of,
    )


def _kept_measure(settings, purchases):
    """SQL of the columns of `measure_sql.measures` from profile `o`."""
    return SQL(
        """FALSE AS uncounted, o.partner_id, o.user_id AS salesperson_id,
                  round(o.contribution * %(unit)s) AS contribution,
                  round(o.previous_contribution * %(unit)s) AS previous_contribution,
                  o.trend, o.order_count, o.average_order,
                  o.first_purchase_date AS first_date,
                  o.last_purchase_date AS last_date,
                  %(revenue)s AS revenue,
                  o.mean_interval_days AS mean_interval, o.stability,
                  o.is_unrated AS unrated, NULL::bigint AS latest_order""",
        unit=settings.contribution_unit,
        revenue=_kept_revenue(settings, purchases),
    )


def kept_leads(settings):
    """INSERT into `care_refresh_lead` of the expectations of the moved customers."""
    return SQL(
        """INSERT INTO care_refresh_lead
           SELECT o.partner_id, o.expected_contribution, o.intention, NULL, TRUE
             FROM care_refresh_rank m
             JOIN care_profile o ON o.partner_id = m.partner_id AND o.company_id = %s
            WHERE NOT m.measured AND o.expected_contribution IS NOT NULL""",
        settings.company_id,
    )


def contact_customers():
    """SELECT of the customers to whom something happened."""
    return SQL("SELECT commercial_partner_id FROM care_refresh_contact")


def new_customers():
    """SELECT of the customers that got their profile by this refresh."""
    return SQL(
        "SELECT partner_id FROM care_refresh_change WHERE old_id IS NULL AND NOT stray"
    )


def looked_at():
    """SELECT of the customers whose profiles this refresh may write or remove."""
    return SQL(
        "%s UNION SELECT partner_id FROM care_refresh_measure", contact_customers()
    )
