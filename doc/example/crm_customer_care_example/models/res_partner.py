from odoo import fields, models
from odoo.tools import format_date


class ResPartner(models.Model):
    """What to know of contracts before one writes or calls."""

    _inherit = "res.partner"

    care_contract_ids = fields.One2many(
        "care.contract",
        "partner_id",
        string="Maintenance Contracts",
        groups="crm_customer_care.group_user,crm_customer_care.group_auditor",
    )

    def _care_contact_warnings(self):
        warnings = super()._care_contact_warnings()
        # sudo: that it ends is told to whoever is about to make contact
        contracts = self.commercial_partner_id.sudo().care_contract_ids
        for contract in contracts.filtered(lambda one: one.state == "active"):
            text = self.env._(
                "Contract %(name)s ends on %(day)s.",
                name=contract.name,
                day=format_date(self.env, contract.end_date),
            )
            warnings.append({"level": "info", "text": text})
        return warnings

    def _care_hold_back(self):
        held = super()._care_hold_back()
        # sudo: who greets need not see contracts
        customers = self.commercial_partner_id.sudo()
        disputed = customers.care_contract_ids.filtered(
            lambda contract: contract.state == "disputed"
        )
        angry = disputed.partner_id.ids
        reason = self.env._("A contract is in dispute.")
        own = {one: reason for one in self if one.commercial_partner_id.id in angry}
        return {**own, **held}
