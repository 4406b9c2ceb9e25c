from odoo import fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    care_policy_id = fields.Many2one(
        "care.policy", string="Customer Care Policy", compute="_compute_care_policy_id"
    )

    def _compute_care_policy_id(self):
        for company in self:
            company.care_policy_id = self.env["care.policy"]._get(company)
