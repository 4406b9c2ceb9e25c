from datetime import timezone
from zoneinfo import ZoneInfo

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date, format_time

from ..mail_mail import RETRY

TEMPLATE = "crm_customer_care.mail_template_invitation"
LETTER = "crm_customer_care.care_invitation_letter_report"
LABELS = "crm_customer_care.care_invitation_label_report"


class CareInvitationLine(models.Model):
    """How a contact is invited, or why not by mail."""

    _inherit = "care.invitation.line"

    mail_id = fields.Many2one(
        "mail.mail",
        string="Queued Mail",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="set null",
    )
    mail_state = fields.Selection(
        related="mail_id.state", string="State of the Mail", groups="base.group_user"
    )
    # sudo: a refusal holds, whoever may read consents
    problem = fields.Char(
        string="No Mail Because", compute="_compute_problem", compute_sudo=True
    )

    @api.depends("partner_id", "sent_by")
    @api.depends_context("lang")
    def _compute_problem(self):
        refused = self._get_refusals()
        today = fields.Date.context_today(self)
        for line in self:
            partner = line.partner_id
            mourning = partner.care_bereaved_until
            reasons = (
                (partner.care_deceased, self.env._("Deceased")),
                (mourning and mourning >= today, self.env._("In mourning")),
                (not partner.email_normalized, self.env._("No e-mail address")),
                (partner.is_blacklisted, self.env._("Wants no mass mail")),
                (partner in refused, self.env._("Refused mail")),
            )
            texts = [text for holds, text in reasons if holds]
            line.problem = texts[0] if texts and not line.sent_by else False

    def _get_refusals(self):
        """Contacts who do not want to be written mails."""
        channel = self.env.ref("crm_customer_care.channel_mail", False)
        consents = self.env["care.consent"].search(
            [
                ("partner_id", "in", self.partner_id.ids),
                ("channel_id", "=", channel and channel.id),
                ("state", "=", "refused"),
            ]
        )
        return consents.partner_id

    def _tell_when(self):
        """Day and hour of the event, in the language of the contact."""
        if not self.event_date:
            return ""
        lang = self.partner_id.lang or self.env.lang
        moment = self.event_date.replace(tzinfo=timezone.utc)
        moment = moment.astimezone(ZoneInfo(self._get_zone()))
        day = format_date(self.env, moment.date(), lang, "full")
        hour = format_time(self.env, moment.time(), None, "short", lang)
        return f"{day}, {hour}"

    def action_send_mails(self):
        """Queue mails to these, except to those of whom a problem is known."""
        self.check_access("write")
        unready = self.invitation_id.filtered(lambda event: not event.date)
        if unready:
            raise UserError(
                self.env._(
                    "%(event)s: say when it begins before you invite.",
                    event=unready[0].name,
                )
            )
        lines = self.filtered(lambda line: not line.problem and not line.sent_by)
        for invitation, own in lines.grouped("invitation_id").items():
            template = invitation.mail_template_id or self.env.ref(TEMPLATE)
            until = min(fields.Datetime.now() + RETRY, invitation.date)
            mails = template.send_mail_batch(
                own.ids, email_values={"care_retry_until": until}
            )
            own.write({"sent_by": "mail"})
            for line, mail in zip(own, mails, strict=True):
                line.mail_id = mail
            invitation._note_sending()
        return self._notify_sent(len(lines), len(self - lines))

    def _notify_sent(self, sent, left):
        message = self.env._("%(count)s mails wait in the queue.", count=sent)
        if left:
            message += " " + self.env._(
                "%(count)s contacts get none: the list says why, or they were invited "
                "before. Write them a letter.",
                count=left,
            )
        return self.invitation_id[:1]._notify(message, "warning" if left else "success")

    def action_print_letters(self):
        """Print letters to these and note that they were invited by letter."""
        new = self.filtered(lambda line: not line.sent_by)
        new.write({"sent_by": "letter"})
        new.invitation_id._note_sending()
        return self.env.ref(LETTER).report_action(self, config=False)

    def action_print_labels(self):
        """Print address labels of these."""
        return self.env.ref(LABELS).report_action(self, config=False)

    def action_mark_invited(self):
        """Note that these were invited in person."""
        new = self.filtered(lambda line: not line.sent_by)
        new.write({"sent_by": "person"})
        new.invitation_id._note_sending()
