from odoo import models
from odoo.tools import SQL

MANY = 1000


class CareProfile(models.Model):
    """What follows a refresh in the jobs of the night and of the hour."""

    _inherit = "care.profile"

    def _refresh_retrying(self, company, recent=False):
        result = super()._refresh_retrying(company, recent)
        if not recent:
            self._refresh_completeness(companies=company)
            return result
        # those who are new, and those whose tier asks for more or less now
        policy = self.env["care.policy"]._get(company)
        self.env.flush_all()
        rows = self.env.execute_query(
            SQL(
                """SELECT o.partner_id FROM care_profile o
                    WHERE o.company_id = %(company)s
                      AND (o.completeness IS NULL
                           OR o.partner_id IN (
                              SELECT e.partner_id FROM care_profile_event e
                               WHERE e.company_id = %(company)s AND e.date >= %(today)s
                                 AND e.tier_rule IS NOT NULL))
                    LIMIT %(most)s""",
                company=company.id,
                today=policy._get_today(),
                most=MANY + 1,
            )
        )
        # on the first day they are all new: minutes one by one, seconds together
        customers = self.env["res.partner"].browse(number for [number] in rows)
        some = customers if len(customers) <= MANY else None
        if customers:
            self._refresh_completeness(some, company)
        return result
