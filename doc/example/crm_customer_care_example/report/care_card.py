from odoo import api, models
from odoo.tools import format_date


class ReportCareCard(models.AbstractModel):
    """The contracts of the customer, as its reader may know them."""

    _inherit = "report.crm_customer_care.care_card"

    @api.model
    def _care_card_values(self, customers):
        cards = super()._care_card_values(customers)
        contracts = self.env["care.contract"]
        if contracts.has_access("read"):
            found = contracts.search([("partner_id", "in", customers.ids)])
            contracts = found.grouped("partner_id")
        for customer in customers:
            cards[customer.id]["contracts"] = [
                (contract.name, format_date(self.env, contract.end_date))
                for contract in contracts and contracts.get(customer, ())
            ]
        return cards
