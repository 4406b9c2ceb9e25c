from odoo import api, models
from odoo.exceptions import UserError


class ReportCareCertificate(models.AbstractModel):
    """Certificates of those honours that are still there."""

    _name = "report.crm_customer_care.care_certificate"
    _description = "Honour Certificate"

    @api.model
    def _get_report_values(self, docids, data=None):
        grants = self.env["care.benefit.grant"].browse(docids or ()).exists()
        if not grants:
            raise UserError(self.env._("Choose the customers who get a certificate."))
        return {"doc_ids": grants.ids, "doc_model": grants._name, "docs": grants}
