from odoo import api, fields, models
from odoo.tools import ormcache

from ..classification.care_profile_refresh import ACTIVE


class CarePolicy(models.Model):
    _inherit = "care.policy"

    benefit_active = fields.Boolean(
        string="Grant Benefits",
        help="After each refresh customers get the benefits of their tier, and lose "
        "those of another. What was chosen for a customer by hand is never "
        "overwritten.",
    )

    @api.model
    @ormcache()
    def _get_benefit_company_ids(self):
        """Ids of the companies that grant benefits by themselves."""
        # sudo: what is granted depends on the policy, not on who may read that
        policies = self.sudo().search([("benefit_active", "=", True)])
        return tuple(policies.company_id.ids)

    @api.model
    def _get_benefit_policies(self):
        # sudo: the job serves every company
        companies = self.env["res.company"].sudo().search(ACTIVE)
        active = set(companies.ids) & set(self._get_benefit_company_ids())
        found = [("company_id", "in", list(active))]
        return self.sudo().search(found)

    @api.model
    def _ask_for_benefits(self):
        """Let the job look at the benefits soon, where any are granted."""
        if self._get_benefit_company_ids():
            # sudo: whoever changes a tier starts this one job
            self.env.ref("crm_customer_care.ir_cron_benefit").sudo()._trigger()

    @api.model_create_multi
    def create(self, vals_list):
        policies = super().create(vals_list)
        if any(vals.get("benefit_active") for vals in vals_list):
            self.env.registry.clear_cache()
        return policies

    def write(self, vals):
        result = super().write(vals)
        if "benefit_active" in vals:
            self.env.registry.clear_cache()
            self._ask_for_benefits()
        return result
