from odoo import models


class ResPartner(models.Model):
    _inherit = "res.partner"

    def _export_care_vcards(self):
        """One address for the own phone is no export of customers, a file of many is;
        both are logged."""
        partners = self.exists()
        # who may not read them gets none, and leaves no line
        partners.check_access("read")
        if len(partners) > 1:
            self._check_care_export()
        if partners:
            self.env["care.export.log"]._log_export(
                "vcard", self._name, partners, ["name", "email", "phone"]
            )
