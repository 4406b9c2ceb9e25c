from odoo import api, fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    care_policy_id = fields.Many2one(
        "care.policy", string="Customer Care Policy", compute="_compute_care_policy_id"
    )

    @api.ondelete(at_uninstall=False)
    def _unlink_care_references(self):
        # sudo: what was known of the customers goes with the company
        for model in ("care.profile", "care.profile.event"):
            rows = self.env[model].sudo().with_context(active_test=False)
            rows.search([("company_id", "in", self.ids)]).unlink()

    def _compute_care_policy_id(self):
        for company in self:
            company.care_policy_id = self.env["care.policy"]._get(company)
