from odoo import api, models

from ...tools.sheet_columns import TEAMS


class CareImportTeam(models.AbstractModel):
    """The sheet of teams: colleagues who look after a customer, and their roles."""

    _name = "care.import.team"
    _description = "Import of Customers' Teams"
    _inherit = ["care.import.sheet", "care.import.partner"]

    _care_sheet = TEAMS
    _care_model = "care.team.member"
    _care_fields = {"user": "user_id", "role": "role", "since": "date_from"}

    @api.model
    def _match(self, lines, run):
        company = [("company_id", "=", self.env.company.id)]
        self._match_who(lines, ["user_id", "role"], company)
