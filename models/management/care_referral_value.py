from odoo import api, models
from odoo.tools import SQL


class CareReferral(models.Model):
    """What referred customers have bought since."""

    _inherit = "care.referral"

    def _refresh_values(self):
        """Count the purchases behind these referrals; return those written."""
        written = self.browse()
        for company, own in self.grouped("company_id").items():
            written |= self._write_values(company, own.ids)
        return written

    @api.model
    def _refresh_company_values(self, company):
        """Count the purchases behind all referrals of a company."""
        # sudo: the refresh looks at all companies
        referrals = self.sudo().with_context(active_test=False)
        if not referrals.search_count([("company_id", "=", company.id)], limit=1):
            return self.browse()
        return self._write_values(company)

    @api.model
    def _write_values(self, company, ids=None):
        # sudo: values follow the purchases, whoever notes a referral
        policy = self.env["care.policy"].sudo()._get(company)._with_currencies()
        self.env.flush_all()
        rows = self.env.execute_query(
            SQL(
                """WITH own AS MATERIALIZED (
                        SELECT id, referred_customer_id AS customer, date
                          FROM care_referral WHERE company_id = %(company)s %(ids)s),
                   deal AS (
                        SELECT o.id, sum(d.amount) AS value
                          FROM own o JOIN (%(sources)s) d
                               ON d.partner_id = o.customer AND d.date >= o.date
                         GROUP BY 1)
                   UPDATE care_referral r
                      SET value = v.value, state = v.state
                     FROM (SELECT o.id, COALESCE(round(d.value::numeric, %(digits)s), 0)
                                  AS value,
                                  CASE WHEN s.state <> 'lost' AND d.id IS NOT NULL
                                       THEN 'won'
                                       WHEN s.state = 'won' THEN 'open'
                                       ELSE s.state END AS state
                             FROM own o JOIN care_referral s ON s.id = o.id
                             LEFT JOIN deal d ON d.id = o.id) v
                    WHERE v.id = r.id
                      AND (r.value, r.state) IS DISTINCT FROM (v.value, v.state)
                   RETURNING r.id""",
                company=company.id,
                ids=SQL("") if ids is None else SQL("AND id = ANY(%s)", ids),
                digits=company.currency_id.decimal_places,
                sources=self._get_purchases(policy),
            )
        )
        written = self.browse([number for [number] in rows])
        written.invalidate_recordset(["value", "state"], flush=False)
        return written

    def _get_purchases(self, policy):
        """SQL (partner_id, date, amount) of the purchases of referred customers."""
        return SQL(" UNION ALL ").join(
            SQL(
                """SELECT s.partner_id, s.date, s.amount FROM (%s) s
                    WHERE s.partner_id IN (SELECT customer FROM own)""",
                source,
            )
            for source in policy._care_purchase_sources().values()
        )
