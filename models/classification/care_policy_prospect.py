from odoo import models
from odoo.tools import SQL


class CarePolicy(models.Model):
    _inherit = "care.policy"

    def _care_prospects(self, settings):
        """SQL (partner_id, expected, intention, latest, called) of customers with
        opportunities: those `called` have an open one.

        Customers that something else calls for, see `_care_profile_sources`, come with
        neither. Expected revenue in company currency, intention in percent; `latest`
        as `_latest` tells it, of whatever opportunity.
        """
        others = SQL(" UNION ").join(
            [
                SQL("(SELECT partner_id FROM (%s) x)", source)
                for source in self._care_profile_sources().values()
            ]
        )
        return SQL(
            """SELECT partner_id, sum(expected) / %(unit)s AS expected,
                      max(intention) AS intention, max(latest) AS latest,
                      bool_or(called) AS called
                 FROM (%(opportunities)s
                       UNION ALL
                       SELECT o.partner_id, NULL, NULL, NULL, TRUE
                         FROM (%(others)s) o WHERE TRUE %(among)s) u
                GROUP BY 1""",
            unit=settings.unit,
            opportunities=self._opportunities(settings),
            others=others,
            among=self._among(SQL("o.partner_id")),
        )

    def _opportunities(self, settings):
        """SQL of every opportunity; of those not open only who looked after it."""
        return SQL(
            """SELECT partner_id,
                      CASE WHEN called THEN round(revenue::float8 * %(unit)s) END
                          AS expected,
                      CASE WHEN called THEN COALESCE(probability, 0)::float8 END
                          AS intention,
                      latest, called
                 FROM (SELECT p.commercial_partner_id AS partner_id,
                              COALESCE(l.expected_revenue, 0) AS revenue,
                              l.probability, %(latest)s AS latest,
                              l.active AND l.won_status = 'pending' AS called
                         FROM %(leads)s
                         JOIN %(contacts)s p ON p.id = l.partner_id
                        WHERE l.type = 'opportunity' AND l.partner_id IS NOT NULL
                          AND %(where)s) x""",
            unit=settings.unit,
            latest=self._latest(SQL("l.create_date"), SQL("l.user_id")),
            leads=self._from_leads(),
            contacts=self._get_contacts(),
            where=self._where_leads(),
        )

    def _care_profile_sources(self):
        """Return named SQL (partner_id) of customers that have a profile without a
        purchase or an open opportunity. Areas with facts of their own add theirs."""
        return {"locks": self._source_locks()}

    def _source_locks(self):
        return SQL(
            """SELECT o.partner_id FROM care_profile o
                WHERE o.company_id = %s
                  AND (o.tier_lock_id IS NOT NULL OR o.quadrant_lock IS NOT NULL)""",
            self.company_id.id,
        )

    def _care_measured_sources(self):
        """SQL (date, partner_id, amount, latest) of all that a refresh sums up: the
        purchases, and the orders even where they are none, for they tell the owner."""
        sources = self._care_purchase_sources()
        orders = sources.pop("orders", None)
        statements = [
            SQL(
                "SELECT date, partner_id, amount, NULL::bigint AS latest FROM (%s) x", x
            )
            for x in sources.values()
        ]
        amount = SQL("amount" if orders else "NULL::float8")
        return [
            SQL(
                "SELECT date, partner_id, %s AS amount, latest FROM (%s) x",
                amount,
                orders or self._source_orders(),
            ),
            *statements,
        ]

    def _latest(self, moment, user):
        """SQL of seconds and user in one number, so that one max() finds the user of
        the latest document."""
        return SQL("date_part('epoch', %s)::bigint * 2147483648 + %s", moment, user)
