from odoo import models

from .care_complaint import OPEN_STATES


class ResPartner(models.Model):
    _inherit = "res.partner"

    def _care_hold_back(self):
        """Nobody likes a friendly card while a grave complaint is open."""
        held = super()._care_hold_back()
        # sudo: who greets need not see complaints, nor of which company they are
        complaints = self.env["care.complaint"].sudo()
        groups = complaints._read_group(
            [
                ("commercial_partner_id", "in", self.commercial_partner_id.ids),
                ("state", "in", OPEN_STATES),
                ("kind", "=", "complaint"),
                ("severity", ">=", "2"),
            ],
            ["commercial_partner_id"],
        )
        angry = {customer.id for [customer] in groups}
        reason = self.env._("A grave complaint of the customer is open.")
        own = {
            contact: reason
            for contact in self
            if contact.commercial_partner_id.id in angry
        }
        return {**own, **held}
