from markupsafe import Markup

from odoo import api, models


class MailMail(models.Model):
    """Mails that are sent by themselves say how to get no more of them."""

    _inherit = "mail.mail"

    @api.model_create_multi
    def create(self, vals_list):
        if self.env.context.get("care_opt_out"):
            vals_list = [{**vals, **self._prepare_opt_out(vals)} for vals in vals_list]
        return super().create(vals_list)

    def _prepare_opt_out(self, vals):
        """The foot and the headers of a mail to the contact that it is about."""
        contact = self.env["res.partner"].browse(vals["res_id"])
        link = contact._get_care_opt_out_url()
        texts = self.with_context(lang=contact.lang or self.env.lang).env
        footer = Markup(
            '<p style="font-size:12px;color:#6c757d"><a href="{link}">{text}</a></p>'
        ).format(link=link, text=texts._("I do not want such mails any more"))
        headers = {
            "List-Unsubscribe": f"<{link}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            "X-Auto-Response-Suppress": "OOF",
        }
        body = Markup(vals.get("body_html") or "") + footer
        return {"body_html": body, "headers": repr(headers)}
