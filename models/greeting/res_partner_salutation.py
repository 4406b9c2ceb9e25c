from odoo import fields, models

from ...tools import salutation
from ..classification.res_partner import CARE_READER


class ResPartner(models.Model):
    """How a contact is addressed in letters."""

    _inherit = "res.partner"

    care_address_as = fields.Char(
        string="Addressed as",
        groups=CARE_READER,
        help="After “Dear”, such as Dr. Miller, Professor Wang, 王总. Empty: Mr. or "
        "Ms. with the family name if the gender is known, else the name.",
    )

    def _care_salutation(self, lang=None):
        """The first line of a letter to this contact, in a language: that given, else
        the contact's own, else that of the context."""
        self.ensure_one()
        lang = lang or self.lang or self.env.context.get("lang") or "en_US"
        # sudo: how somebody wants to be addressed is told to whoever writes
        partner = self.sudo().with_context(lang=lang)
        _ = partner.env._
        if not (partner.name or "").strip():
            return _("Dear customer,")
        if partner.care_address_as:
            return _("Dear %(name)s,", name=partner.care_address_as.strip())
        if partner.is_company:
            return _("Dear team of %(company)s,", company=partner.name)
        family = salutation.family_name(
            partner.name,
            partner.country_id.code or "",
            chinese=lang.startswith("zh"),
        )
        if partner.care_gender == "male":
            return _("Dear Mr. %(name)s,", name=family)
        if partner.care_gender == "female":
            return _("Dear Ms. %(name)s,", name=family)
        return _("Dear %(name)s,", name=" ".join(partner.name.split()))

    def _care_sender(self):
        """The user who signs letters to this contact: its salesperson in this company,
        empty without one."""
        self.ensure_one()
        # sudo: a customer may know who looks after it
        partner = self.sudo()
        user = partner.care_profile_id.user_id or partner.commercial_partner_id.user_id
        return user.filtered("active")

    def _care_sender_email(self):
        """From whom letters to this contact come."""
        company = self.env.company
        sender = self._care_sender()
        return sender.email_formatted or company.email_formatted or ""
