from odoo import api, models


class ResPartner(models.Model):
    """Profiles follow their contacts."""

    _inherit = "res.partner"

    def write(self, vals):
        result = super().write(vals)
        if not {"active", "parent_id", "is_company"}.isdisjoint(vals):
            # sudo: a profile follows its contact, whoever edits that
            self.env["care.profile"].sudo()._follow_partners(self)
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_care_references(self):
        # sudo: what was known of a contact goes with it, whoever deletes that
        for model in ("care.profile", "care.profile.event"):
            rows = self.env[model].sudo().with_context(active_test=False)
            rows.search([("partner_id", "in", self.ids)]).unlink()

    def action_open_care_profile(self):
        """Open the profile of the contact's commercial entity."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": "care.profile",
            "res_id": self.care_profile_id.id,
            "view_mode": "form",
        }

    def _care_get_form_action(self):
        """Action that opens the contact."""
        return {
            "type": "ir.actions.act_window",
            "res_model": "res.partner",
            "res_id": self.id,
            "view_mode": "form",
            "views": [(False, "form")],
        }
