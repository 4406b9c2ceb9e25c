from odoo import fields, models


class CareRevisitForm(models.TransientModel):
    """A contact that ends with a handshake renews the contract."""

    _inherit = "care.revisit.form"

    renews_contract = fields.Boolean(string="Renews the Contract")

    def _care_revisit_form_extras(self, revisit, touch):
        result = super()._care_revisit_form_extras(revisit, touch)
        if self.renews_contract and touch.effective:
            contracts = self.env["care.contract"].search(
                [
                    ("partner_id", "=", revisit.partner_id.id),
                    ("company_id", "=", revisit.company_id.id),
                    ("state", "=", "active"),
                ]
            )
            contracts.action_renew()
        return result
