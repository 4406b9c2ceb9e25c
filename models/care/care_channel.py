from odoo import fields, models


class CareChannel(models.Model):
    _inherit = "care.channel"

    needs_answer = fields.Boolean(
        help="What we write there has reached the customer only once it is answered."
    )

    def _reaches(self, is_incoming=False):
        """Return whether a contact by this channel reaches the customer as it is."""
        self.ensure_one()
        return self.counts_as_contact and (is_incoming or not self.needs_answer)
