from odoo import models


class ResUsers(models.Model):
    """Who leaves takes no planned contact along."""

    _inherit = "res.users"

    def action_archive(self):
        # sudo: plans belong to all
        revisits = self.env["care.revisit"].sudo()
        activities = revisits.search(
            [("activity_user_id", "in", self.ids), ("state", "=", "planned")]
        ).activity_id
        # core deletes the activities of who leaves: nobody left these contacts out
        activities._with_care_planner().unlink()
        return super().action_archive()

    def write(self, vals):
        result = super().write(vals)
        if "active" in vals and self.env["care.policy"]._get_cadence_company_ids():
            # sudo: who archives a user starts this one job
            self.env.ref("crm_customer_care.ir_cron_plan").sudo()._trigger()
        return result
