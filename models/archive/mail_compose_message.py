from odoo import api, fields, models

# more are not looked through while somebody types
RECORDS_MAX = 200


class MailComposeMessage(models.TransientModel):
    _inherit = "mail.compose.message"

    care_discretion = fields.Text(
        string="Be Discreet", compute="_compute_care_discretion", compute_sudo=False
    )

    @api.depends("partner_ids", "model", "res_ids", "composition_mode")
    @api.depends_context("uid")
    def _compute_care_discretion(self):
        for composer in self:
            texts = composer._get_care_recipients()._get_care_discretion()
            composer.care_discretion = "\n".join(texts)

    def _get_care_recipients(self):
        """Contacts who get what is written here, as far as that is known by now."""
        partners = self.partner_ids._origin
        numbers = (self.model and self._evaluate_res_ids() or [])[:RECORDS_MAX]
        if not numbers:
            return partners
        records = self.env[self.model].browse(numbers)
        if self.composition_mode == "mass_mail" or self.model == "res.partner":
            partners = partners.union(*records._mail_get_partners().values())
        elif self.model_is_thread:
            partners |= records.message_partner_ids
        return partners
