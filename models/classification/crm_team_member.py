from odoo import api, models

TEAM_FIELDS = {"user_id", "crm_team_id", "active"}


class CrmTeamMember(models.Model):
    """Who joins or leaves a team changes what its leader sees."""

    _inherit = "crm.team.member"

    @api.model_create_multi
    def create(self, vals_list):
        members = super().create(vals_list)
        self.env["res.users"]._forget_care_teams()
        return members

    def write(self, vals):
        result = super().write(vals)
        if not TEAM_FIELDS.isdisjoint(vals):
            self.env["res.users"]._forget_care_teams()
        return result

    def unlink(self):
        result = super().unlink()
        self.env["res.users"]._forget_care_teams()
        return result
