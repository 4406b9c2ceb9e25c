from odoo import models


class ResPartner(models.Model):
    _inherit = "res.partner"

    def _get_care_call_warning(self):
        """Why one should not call this contact, or not now; empty if one may."""
        warnings = self._care_contact_warnings()
        return " ".join(row["text"] for row in warnings if row["level"] != "info")

    def _get_care_touch_log_action(self, **defaults):
        """Action that logs a contact with these contacts; `defaults` are its values."""
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Log a Contact"),
            "res_model": "care.touch.log",
            "views": [(False, "form")],
            "target": "new",
            "context": {
                "active_model": "res.partner",
                "active_ids": self.ids,
                **{f"default_{name}": value for name, value in defaults.items()},
            },
        }
