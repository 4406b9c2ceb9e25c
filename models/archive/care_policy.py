from odoo import models
from odoo.tools import SQL


class CarePolicy(models.Model):
    """A customer with a team has a profile."""

    _inherit = "care.policy"

    def _care_profile_sources(self):
        return {**super()._care_profile_sources(), "team": self._source_team()}

    def _source_team(self):
        # looked up one by one: to read all contacts for them takes longer
        return SQL(
            """SELECT (SELECT p.commercial_partner_id FROM res_partner p
                        WHERE p.id = m.partner_id) AS partner_id
                 FROM care_team_member m WHERE m.company_id = %s""",
            self.company_id.id,
        )

    def _care_recent_sources(self, since):
        team = SQL(
            "SELECT x.partner_id FROM care_team_member x WHERE x.write_date >= %s",
            since,
        )
        return {**super()._care_recent_sources(since), "team": team}
