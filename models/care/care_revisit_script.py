from odoo import models

SHOWN = 3


class CareRevisit(models.Model):
    """What to say, beside the planned contact."""

    _inherit = "care.revisit"

    def _get_care_scripts(self):
        scripts = self.env["care.script"]
        customer = self.partner_id
        if not scripts.has_access("read") or not customer.has_access("read"):
            return super()._get_care_scripts()
        people = self._get_briefed_people(customer) - customer
        person = people[:1] or customer
        fitting = scripts._care_scripts_for(customer, channels=self.channel_ids)
        return super()._get_care_scripts() + [
            {"name": script.name, "body": script._render_for(person)}
            for script in fitting[:SHOWN]
        ]
