from odoo import fields, models


class ResUsers(models.Model):
    """Whose customers a user looks after: his own, and those of whom he leads."""

    _inherit = "res.users"

    care_team_user_ids = fields.Many2many(
        "res.users",
        string="Oneself and Led Salespeople",
        compute="_compute_care_team_user_ids",
        # sudo: rules read it, whoever may read members of teams
        compute_sudo=True,
        context={"active_test": False},
        groups="base.group_user",
    )

    def _compute_care_team_user_ids(self):
        """Rules keep the ids, see `crm.team` and `crm.team.member`: a list of users can
        be looked up and estimated by the database, a search of members can't."""
        members = self.env["crm.team.member"].search_fetch(
            [("crm_team_id.user_id", "in", self.ids)], ["user_id", "crm_team_id"]
        )
        for user in self:
            led = members.filtered(lambda m, user=user: m.crm_team_id.user_id == user)
            user.care_team_user_ids = user | led.user_id

    def _forget_care_teams(self):
        """Rules ask anew who leads whom."""
        self.invalidate_model(["care_team_user_ids"])
        self.env.registry.clear_cache()
