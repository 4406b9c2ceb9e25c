from odoo import models


class ResPartner(models.Model):
    """From a contact to what is said, given and offered to its customer."""

    _inherit = "res.partner"

    def action_open_care_scripts(self):
        """Open the scripts that fit the contact, read on it."""
        self.ensure_one()
        scripts = self.env["care.script"]._care_scripts_for(self)
        return {
            **self.env["ir.actions.actions"]._for_xml_id(
                "crm_customer_care.care_script_action_contact"
            ),
            "domain": [("id", "in", scripts.ids)],
            "context": {"care_partner": self.id, "create": False},
        }

    def action_open_care_gifts(self):
        """Open the gifts to the customer."""
        action = self._get_care_content_action("care_gift_action")
        return {**action, "context": {"default_partner_id": self.id}}

    def action_open_care_invitations(self):
        """Open the invitations of the customer."""
        return self._get_care_content_action("care_invitation_line_action")

    def _get_care_content_action(self, name):
        self.ensure_one()
        action = self.env["ir.actions.actions"]._for_xml_id(f"crm_customer_care.{name}")
        customer = self.commercial_partner_id
        domain = [("commercial_partner_id", "=", customer.id)]
        return {**action, "domain": domain, "context": {}}

    def _get_care_history(self):
        *others, lines = super()._get_care_history()
        return [*others, lines._get_movable()]
