"""SQL of the refresh of those customers to whom something happened, and of those whose
tier or quadrant moves because the others did."""

from odoo.tools import SQL

from . import score_sql


def contacts(sources):
    """SELECT of all contacts of the customers that `sources` (partner_id) name."""
    union = SQL(" UNION ").join(
        [SQL("(SELECT partner_id FROM (%s) x)", source) for source in sources.values()]
    )
    return SQL(
        """WITH changed AS MATERIALIZED (%s)
           SELECT p.id, p.commercial_partner_id AS customer_id FROM res_partner p
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
    """
    return SQL(
        """WITH standing AS MATERIALIZED (%(standing)s),
             cut AS MATERIALIZED (%(cuts)s),
             placed AS (
               SELECT *, rank() OVER place AS rank,
                      COALESCE(sum(greatest(contribution, 0)) OVER place, 0) AS before
                 FROM standing
               WINDOW place AS (ORDER BY contribution DESC
                                GROUPS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING))
           SELECT m.partner_id, m.contribution, m.rank, m.before, m.measured,
                  %(total)s AS total, %(customers)s AS customers
             FROM placed m
            WHERE m.measured OR %(level)s < COALESCE(m.held, 2147483647)
               OR %(high)s <> m.was_high""",
        standing=_standing(settings),
        cuts=score_sql.cuts(settings, "standing"),
        total=score_sql.line("total"),
        customers=score_sql.line("customers"),
        level=score_sql.level(settings),
        high=score_sql.high(settings),
    )


def _standing(settings):
    """SELECT of the contributions of all customers: measured now, or as kept."""
    return SQL(
        """SELECT partner_id, contribution, TRUE AS measured, NULL::int AS held,
                  NULL::boolean AS was_high
             FROM care_refresh_measure
           UNION ALL
           SELECT o.partner_id, round(o.contribution * %(unit)s), FALSE, %(held)s,
                  CASE WHEN NOT o.is_unrated
                       THEN COALESCE(o.quadrant_auto, o.quadrant) IN ('e1', 'e2') END
             FROM care_profile o
            WHERE o.company_id = %(company)s AND o.active
              AND o.first_purchase_date IS NOT NULL
              AND NOT EXISTS (SELECT FROM care_refresh_contact k
                               WHERE k.id = o.partner_id)""",
        unit=settings.contribution_unit,
        held=score_sql.held_level(settings),
        company=settings.company_id,
    )


def moved(settings):
    """INSERT into `care_refresh_measure` of those customers that were not measured."""
    return SQL(
        """INSERT INTO care_refresh_measure
           SELECT %s FROM care_refresh_rank m
             JOIN care_profile o ON o.partner_id = m.partner_id AND o.company_id = %s
            WHERE NOT m.measured""",
        _kept_measure(settings),
        settings.company_id,
    )


def _kept_measure(settings):
    """SQL of the columns of `measure_sql.measures` from profile `o`."""
    return SQL(
        """o.partner_id, o.user_id AS salesperson_id,
                  round(o.contribution * %(unit)s) AS contribution,
                  round(o.previous_contribution * %(unit)s) AS previous_contribution,
                  o.trend, o.order_count, o.average_order,
                  o.first_purchase_date AS first_date,
                  o.last_purchase_date AS last_date,
                  o.average_order * o.order_count * %(cents)s AS revenue,
                  o.mean_interval_days AS mean_interval, o.stability,
                  o.is_unrated AS unrated, NULL::bigint AS latest_order""",
        unit=settings.contribution_unit,
        cents=settings.unit,
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
    return SQL("SELECT customer_id FROM care_refresh_contact")


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
