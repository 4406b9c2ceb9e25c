from odoo import models


class ResPartner(models.Model):
    _inherit = "res.partner"

    def _get_care_call_warning(self):
        """Why one should not call this contact, or not now; empty if one may.

        A part of `_care_contact_warnings` that costs no queries for each of many.
        """
        self.ensure_one()
        # sudo: what a contact asked for is told to whoever is about to call
        partner = self.sudo()
        warnings = (
            partner._warn_do_not_call(),
            partner._warn_bereaved(),
            partner._warn_refused(),
            partner._warn_window(),
        )
        return " ".join(text for level, text in warnings if text and level != "info")

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
