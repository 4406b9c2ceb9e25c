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


def standing(settings):
    """SELECT of the place of each customer: measured now, or as kept."""
    return SQL(
        """SELECT partner_id, contribution, rank() OVER place AS rank,
                  COALESCE(sum(greatest(contribution, 0)) OVER place, 0) AS before
             FROM (SELECT partner_id, contribution FROM care_refresh_measure
                   UNION ALL
                   SELECT o.partner_id, round(o.contribution * %s) FROM care_profile o
                    WHERE o.company_id = %s AND o.active
                      AND o.first_purchase_date IS NOT NULL
                      AND NOT EXISTS (SELECT FROM care_refresh_contact k
                                       WHERE k.id = o.partner_id)) s
           WINDOW place AS (ORDER BY contribution DESC
                            GROUPS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)""",
        settings.contribution_unit,
        settings.company_id,
    )


def moved(settings):
    """INSERT into `care_refresh_measure` of kept customers that rise to another tier or
    cross the line of contribution. Falls wait for the month end."""
    return SQL(
        """INSERT INTO care_refresh_measure
           WITH cut AS (%(cuts)s)
           SELECT %(measure)s FROM care_profile o
             JOIN care_refresh_rank m USING (partner_id)
            WHERE o.company_id = %(company)s AND o.active
              AND NOT EXISTS (SELECT FROM care_refresh_contact k
                               WHERE k.id = o.partner_id)
              AND (%(level)s < COALESCE(%(held)s, 2147483647)
                   OR NOT o.is_unrated AND %(high)s <> (COALESCE(
                          o.quadrant_auto, o.quadrant) IN ('e1', 'e2')))""",
        cuts=score_sql.cuts(settings, "care_refresh_rank"),
        measure=_kept_measure(settings),
        company=settings.company_id,
        level=score_sql.level(settings),
        held=score_sql.held_level(settings),
        high=score_sql.high(settings),
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
             FROM care_profile o JOIN care_refresh_measure m USING (partner_id)
            WHERE o.company_id = %s AND o.expected_contribution IS NOT NULL
              AND NOT EXISTS (SELECT FROM care_refresh_contact k
                               WHERE k.id = o.partner_id)""",
        settings.company_id,
    )


def looked_at():
    """SELECT of the customers whose profiles this refresh may write or remove."""
    return SQL(
        """SELECT customer_id FROM care_refresh_contact
           UNION SELECT partner_id FROM care_refresh_measure"""
    )
