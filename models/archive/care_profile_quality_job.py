from odoo import models
from odoo.tools import SQL


class CareProfile(models.Model):
    """What follows a refresh in the jobs of the night and of the hour."""

    _inherit = "care.profile"

    def _refresh_retrying(self, company, recent=False):
        result = super()._refresh_retrying(company, recent)
        if recent:
            # those who are new, and those whose tier asks for more or less now
            policy = self.env["care.policy"]._get(company)
            self.sudo()._write_completeness(policy, SQL("o.completeness IS NULL"))
        else:
            self._refresh_completeness(companies=company)
        return result
