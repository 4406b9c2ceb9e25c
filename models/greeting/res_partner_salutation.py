from odoo import fields, models
from odoo.tools.misc import get_lang

from ...tools import salutation
from ..classification.res_partner import APART, CARE_READER


class ResPartner(models.Model):
    """How a contact is addressed in letters."""

    _inherit = "res.partner"

    care_address_as = fields.Char(
        string="Addressed as",
        prefetch=APART,
        groups=CARE_READER,
        help="After “Dear”, such as Dr. Miller, Professor Wang, 王总. Empty: Mr. or "
        "Ms. with the family name if the gender is known, else the name.",
    )

    def _care_salutation(self, lang=None):
        """The first line of a letter to this contact, in a language: that given, else
        the contact's own, else that of the context."""
        self.ensure_one()
        lang = get_lang(self.env, lang or self.lang).code
        # sudo: how somebody wants to be addressed is told to whoever writes
        return self.sudo().with_context(lang=lang)._get_care_salutation()

    def _get_care_salutation(self):
        name = " ".join((self.name or "").split())
        if not name:
            return self.env._("Dear customer,")
        if self.care_address_as:
            return self.env._("Dear %(name)s,", name=self.care_address_as.strip())
        if self.is_company:
            return self.env._("Dear team of %(company)s,", company=name)
        chinese = self.env.context["lang"].startswith("zh")
        family = salutation.family_name(name, self.country_id.code or "", chinese)
        if self.care_gender == "male":
            return self.env._("Dear Mr. %(name)s,", name=family)
        if self.care_gender == "female":
            return self.env._("Dear Ms. %(name)s,", name=family)
        return self.env._("Dear %(name)s,", name=name)

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
