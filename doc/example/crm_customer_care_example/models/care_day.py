from odoo import fields, models
from odoo.fields import Domain

DAYS = 30


class CareDay(models.AbstractModel):
    """Contracts that end within the next days stand in My Care Day."""

    _inherit = "care.day"

    def _get_sections(self, scope):
        section = self._section(
            "contracts",
            self.env._("Contracts to Renew"),
            "care.contract",
            self._get_ending_domain(scope) & scope.of("user_id"),
            sequence=47,
            order="end_date, id",
            prepare=self._prepare_contracts,
            buttons=[
                {
                    "method": "action_renew",
                    "label": self.env._("Renew"),
                    "icon": "fa-repeat",
                    "key": "r",
                }
            ],
        )
        return [*super()._get_sections(scope), section]

    def _get_people_columns(self, scope):
        ending = self._get_ending_domain(scope)
        column = ("contracts", self.env._("To Renew"), "care.contract", ending)
        return [*super()._get_people_columns(scope), column]

    def _get_ending_domain(self, scope):
        last = fields.Date.add(scope.today, days=DAYS)
        company = Domain("company_id", "in", self.env.companies.ids)
        return company & Domain("state", "=", "active") & Domain("end_date", "<=", last)

    def _prepare_contracts(self, contracts):
        return [
            self._prepare_item(
                contract,
                contract.partner_id,
                subtitle=contract.name,
                date=contract.end_date.isoformat(),
            )
            for contract in contracts
        ]
