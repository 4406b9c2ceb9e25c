from odoo import models
from odoo.tools import SQL


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
        among = SQL(
            """(o.completeness IS NULL
                OR o.partner_id IN (SELECT e.partner_id FROM care_profile_event e
                                     WHERE e.company_id = o.company_id
                                       AND e.date >= %s
                                       AND e.tier_rule IS NOT NULL))""",
            policy._get_today(),
        )
        # sudo: completeness looks at all facts, whoever starts it
        self.sudo()._write_completeness(policy, among)
        return result
