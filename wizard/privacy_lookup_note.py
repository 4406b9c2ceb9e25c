from odoo import models


class PrivacyLookupWizard(models.TransientModel):
    _inherit = "privacy.lookup.wizard"

    def _get_care_models(self):
        """Notes on figures belong to nobody, but may name somebody."""
        notes = self.env["care.kpi.note"].sudo()  # sudo: as the lookup of the others
        return [*super()._get_care_models(), notes]
