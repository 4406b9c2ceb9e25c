from odoo import api, models


class CareRevisit(models.Model):
    """Whoever is to make contact reads for which contracts."""

    _inherit = "care.revisit"

    @api.model
    def _prepare_activity_values(self, revisit, user, day):
        values = super()._prepare_activity_values(revisit, user, day)
        # sudo: the number of a contract is no secret to who is to make contact
        contracts = revisit.partner_id.sudo().care_contract_ids
        running = contracts.filtered(lambda contract: contract.state == "active")
        if running:
            names = ", ".join(running.mapped("name"))
            values["summary"] = f"{values['summary']} ({names})"
        return values
