from odoo.addons.crm_customer_care.tests.risk_common import RiskCommon


class ContractCommon(RiskCommon):
    """Customers with maintenance contracts; today is 2026-06-30."""

    @classmethod
    def contract(cls, customer=None, **vals):
        customer = customer or cls.known()
        vals = {"name": "M 7", "fee": 500, "end_date": "2026-12-31", **vals}
        vals = {"signed_date": "2026-01-10", "user_id": cls.owner.id, **vals}
        return cls.env["care.contract"].create({"partner_id": customer.id, **vals})
