from odoo import models


class CareProfile(models.Model):
    _inherit = "care.profile"

    def action_print_care_card(self):
        """Print the cards of the customers."""
        return self.partner_id.action_print_care_card()
