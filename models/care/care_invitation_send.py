from odoo import fields, models
from odoo.exceptions import UserError

TEMPLATE = "crm_customer_care.mail_template_invitation"


class CareInvitation(models.Model):
    """Inviting, by mail or on paper."""

    _inherit = "care.invitation"

    mail_template_id = fields.Many2one(
        "mail.template",
        ondelete="restrict",
        domain=[("model", "=", "care.invitation.line")],
        default=lambda self: self.env.ref(TEMPLATE, False),
    )

    def action_send_mails(self):
        """Queue a mail to all of the list who were not invited yet."""
        self.ensure_one()
        lines = self.line_ids._filtered_access("write")
        return lines.filtered(lambda line: not line.sent_by).action_send_mails()

    def action_print_letters(self):
        """Print a letter to all of the list who were not invited otherwise."""
        return self._get_letter_lines().action_print_letters()

    def action_print_labels(self):
        """Print the address of each who gets a letter."""
        return self._get_letter_lines().action_print_labels()

    def _get_letter_lines(self):
        self.ensure_one()
        lines = self.line_ids._filtered_access("write")
        lines = lines.filtered(lambda line: line.sent_by in (False, "letter"))
        if not lines:
            raise UserError(self.env._("Nobody of the list is waiting for a letter."))
        return lines

    def _note_sending(self):
        """The event is inviting from its first invitation on."""
        # sudo: whoever invites his customers to an event of a colleague
        self.filtered(lambda event: event.state == "draft").sudo().state = "open"
