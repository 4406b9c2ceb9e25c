from odoo import api, models


class IrModuleModule(models.Model):
    _inherit = "ir.module.module"

    @api.model
    def _load_module_terms(self, modules, langs, overwrite=False):
        """Complaint policies are made by Python, too: see the tiers."""
        result = super()._load_module_terms(modules, langs, overwrite=overwrite)
        if "crm_customer_care" in modules:
            slas = self.env["care.sla"].with_context(active_test=False)
            slas = slas.search([("company_id", "!=", False)])
            for company, own in slas.grouped("company_id").items():
                self.env["care.policy"]._get(company)._translate_default_slas(
                    own, langs
                )
        return result
