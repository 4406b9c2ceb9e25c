from odoo import api, models


class IrModuleModule(models.Model):
    _inherit = "ir.module.module"

    @api.model
    def _load_module_terms(self, modules, langs, overwrite=False):
        """Tiers are made by Python: a language that comes later brings their texts. To
        plans that somebody edited it brings none."""
        if "crm_customer_care" in modules and langs:
            for model in ("mail.activity.plan", "mail.activity.plan.template"):
                self.env[model]._keep_edited(langs)
        result = super()._load_module_terms(modules, langs, overwrite=overwrite)
        if "crm_customer_care" in modules:
            tiers = self.env["care.tier"].search([("policy_id", "!=", False)])
            tiers._translate_default_values(langs)
        return result
