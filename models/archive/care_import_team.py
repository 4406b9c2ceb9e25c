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
        found = self._find_who(lines)
        keys = {}
        for line in found:
            if not line.is_rejected:
                line.vals = {"partner_id": found[line].id, **self._prepare_values(line)}
                names = ("partner_id", "user_id", "role")
                keys[line] = tuple(line.vals[name] for name in names)
        members = self.env["care.team.member"].search(
            [
                ("partner_id", "in", [key[0] for key in keys.values()]),
                ("company_id", "=", self.env.company.id),
            ]
        )
        self._take_known(
            keys,
            {(one.partner_id.id, one.user_id.id, one.role): one.id for one in members},
        )
