from odoo import models
from odoo.tools import SQL


class CarePolicy(models.Model):
    _inherit = "care.policy"

    def _care_prospects(self, settings):
        """SQL (partner_id, expected, intention) of customers with open opportunities.

        Customers that something else calls for, see `_care_profile_sources`, come with
        neither. Expected revenue in company currency, intention in percent.
        """
        others = SQL(" UNION ").join(
            [
                SQL("(SELECT partner_id FROM (%s) x)", source)
                for source in self._care_profile_sources().values()
            ]
        )
        return SQL(
            """SELECT partner_id, sum(expected) / %(unit)s AS expected,
                      max(intention) AS intention
                 FROM (SELECT p.commercial_partner_id AS partner_id,
                              round(COALESCE(l.expected_revenue, 0)::float8 * %(unit)s)
                                  AS expected,
                              COALESCE(l.probability, 0)::float8 AS intention
                         FROM %(leads)s
                         JOIN res_partner p ON p.id = l.partner_id
                        WHERE l.type = 'opportunity' AND l.active
                          AND l.won_status = 'pending' AND %(where)s
                       UNION ALL
                       SELECT o.partner_id, NULL, NULL FROM (%(others)s) o
                        WHERE TRUE %(among)s) u
                GROUP BY 1""",
            unit=settings.unit,
            leads=self._from_leads(),
            where=self._where_leads(),
            others=others,
            among=self._among(SQL("o.partner_id")),
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

    def _care_owners(self, settings):
        """SQL (partner_id, owner) of the user of the latest order or opportunity, for
        customers whose contact has no salesperson."""
        # seconds and user in one number, so that one max() finds the user of the latest
        return SQL(
            """WITH contact AS NOT MATERIALIZED (
                    SELECT p.id, c.id AS customer_id
                      FROM res_partner p
                      JOIN res_partner c ON c.id = p.commercial_partner_id
                     WHERE c.user_id IS NULL)
               SELECT partner_id, (max(latest) & 2147483647)::int AS owner
                 FROM (SELECT k.customer_id AS partner_id,
                              date_part('epoch', o.date_order)::bigint * 2147483648
                                  + o.user_id AS latest
                         FROM sale_order o
                         JOIN contact k ON k.id = o.partner_id
                        WHERE %(orders)s AND o.user_id IS NOT NULL
                          AND o.date_order < %(end)s
                       UNION ALL
                       SELECT k.customer_id,
                              date_part('epoch', l.create_date)::bigint * 2147483648
                                  + l.user_id
                         FROM %(leads)s
                         JOIN contact k ON k.id = l.partner_id
                        WHERE l.type = 'opportunity' AND %(leads_where)s
                          AND l.user_id IS NOT NULL) u
                GROUP BY 1""",
            orders=self._where_orders(),
            end=self._day_end(settings.as_of),
            leads=self._from_leads(),
            leads_where=self._where_leads(),
        )
