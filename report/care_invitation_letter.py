from odoo import api, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Date
from odoo.tools import format_date, is_html_empty


class ReportCareInvitationLetter(models.AbstractModel):
    """Letters of invitation, as plain texts.

    Reports may be rendered in sudo, and the address of a report is anybody's to call:
    all is read with the rights of the user in front of it.
    """

    _name = "report.crm_customer_care.care_invitation_letter"
    _description = "Letter of Invitation"
    _care_lines = "care.invitation.line"

    @api.model
    def _get_report_values(self, docids, data=None):
        lines = self._get_lines(docids)
        self._log_addresses(lines)
        return {
            "doc_ids": lines.ids,
            "doc_model": lines._name,
            "document": f"{self._name.removeprefix('report.')}_document",
            "letters": [self._prepare_letter(line) for line in lines],
        }

    def _get_lines(self, docids):
        """Lines that the reader may read, in the order asked for."""
        user = self.env.user
        if self.env.uid == api.SUPERUSER_ID or not user._is_internal():
            raise AccessError(
                self.env._("Letters are for employees who log in as themselves.")
            )
        lines = self.env[self._care_lines].with_user(user)
        lines = lines.browse(docids or ()).exists()
        lines.check_access("read")
        lines.partner_id.check_access("read")
        if not lines:
            raise UserError(
                self.env._("Choose the contacts whom you want to write to.")
            )
        return lines

    def _log_addresses(self, lines):
        """Note that addresses of customers leave the database."""
        self.env["care.export.log"]._log_export(
            "report", lines._name, lines, ["name", "address"], lines[0].company_id.name
        )

    def _prepare_letter(self, line):
        partner, event = line.partner_id, line.invitation_id
        user = event.user_id or self.env.user
        return {
            **self._prepare_head(line),
            "name": partner.name,
            "event": event.name,
            "when": line._tell_when(),
            "where": event.location,
            "text": not is_html_empty(event.description) and event.description or "",
            "from": user.name,
            "contact": ", ".join(part for part in (user.phone, user.email) if part),
        }

    def _prepare_head(self, line):
        """What stands at the top of a letter, and its language."""
        lang = self._get_lang(line)
        reader, today = self.with_context(lang=lang).env, Date.context_today(self)
        return {
            "lang": lang,
            "sender": ", ".join(self._get_address(line.company_id.partner_id)),
            "address": self._get_address(line.partner_id),
            "today": format_date(reader, today, lang_code=lang, date_format="long"),
        }

    def _get_lang(self, line):
        return line.partner_id.lang or self.env.lang or "en_US"

    def _get_address(self, partner):
        """Lines of the postal address, with the name."""
        text = partner._display_address()
        rows = [row.strip() for row in text.splitlines() if row.strip()]
        names = [partner.name] if partner.name not in rows else []
        return names + rows
