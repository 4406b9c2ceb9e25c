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
            """SELECT partner_id, sum(expected) AS expected, max(intention) AS intention
                 FROM (SELECT COALESCE(p.commercial_partner_id, p.id) AS partner_id,
                              COALESCE(l.expected_revenue, 0)::float8 AS expected,
                              COALESCE(l.probability, 0)::float8 AS intention
                         FROM crm_lead l
                         JOIN res_partner p ON p.id = l.partner_id
                        WHERE l.type = 'opportunity' AND l.active
                          AND l.won_status = 'pending' AND %(company)s = %(company_id)s
                       UNION ALL
                       SELECT partner_id, NULL, NULL FROM (%(others)s) o) u
                GROUP BY 1""",
            company=self._lead_company(),
            company_id=self.company_id.id,
            others=others,
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
            """SELECT partner_id, (max(latest) & 2147483647)::int AS owner
                 FROM (SELECT c.id AS partner_id,
                              EXTRACT(epoch FROM o.date_order)::bigint * 2147483648
                                  + o.user_id AS latest
                         FROM sale_order o
                         JOIN res_partner p ON p.id = o.partner_id
                         JOIN res_partner c ON c.id = p.commercial_partner_id
                        WHERE o.state = 'sale' AND o.company_id = %(company_id)s
                          AND o.user_id IS NOT NULL AND c.user_id IS NULL
                          AND %(order_date)s <= %(as_of)s
                       UNION ALL
                       SELECT c.id,
                              EXTRACT(epoch FROM l.create_date)::bigint * 2147483648
                                  + l.user_id
                         FROM crm_lead l
                         JOIN res_partner p ON p.id = l.partner_id
                         JOIN res_partner c ON c.id = p.commercial_partner_id
                        WHERE l.type = 'opportunity' AND %(company)s = %(company_id)s
                          AND l.user_id IS NOT NULL AND c.user_id IS NULL) u
                GROUP BY 1""",
            company=self._lead_company(),
            company_id=self.company_id.id,
            order_date=self._local_date(SQL("o.date_order")),
            as_of=settings.as_of,
        )
