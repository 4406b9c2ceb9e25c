from odoo import models


class ResPartner(models.Model):
    """What a notice says to a contact."""

    _inherit = "res.partner"

    def _care_notice_text(self, name, notice=None):
        """A text of the notice that is being sent, in the language of the contact."""
        self.ensure_one()
        if not notice:
            number = self.env.context.get("care_notice_id")
            notice = self.env["care.notice"].browse(number)
        return notice.with_context(lang=self.lang or self.env.lang)[name] or ""
