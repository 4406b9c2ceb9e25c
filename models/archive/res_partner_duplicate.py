from markupsafe import Markup

from odoo import api, fields, models
from odoo.fields import Domain

from ..classification.profile_label import fill
from ..classification.res_partner import EMPLOYEE

SHOWN = 5
LINK = Markup('<a href="/odoo/res.partner/{id}" target="_blank">{name}</a>')


class ResPartner(models.Model):
    """Contacts that may be the same one, shown while it is typed."""

    _inherit = "res.partner"

    care_duplicates = fields.Html(
        string="Possible Duplicates",
        compute="_compute_care_duplicates",
        compute_sudo=False,
        sanitize=False,
        groups=EMPLOYEE,
    )

    _care_email_idx = models.Index(
        "(email_normalized) WHERE email_normalized IS NOT NULL"
    )
    _care_phone_idx = models.Index(
        "(phone_sanitized) WHERE phone_sanitized IS NOT NULL"
    )

    @api.depends(
        "email_normalized", "phone_sanitized", "parent_id", "type", "country_id"
    )
    @api.depends_context("lang", "uid")
    def _compute_care_duplicates(self):
        known = self.filtered("id")
        fill(self._fields["care_duplicates"], known, [None] * len(known))
        for partner in self - known:
            same_email, same_phone = partner._find_care_duplicates()
            lines = [
                Markup("<div>{}: {}</div>").format(text, self._link_care(found))
                for text, found in (
                    (self.env._("Same e-mail"), same_email),
                    (self.env._("Same phone"), same_phone),
                )
                if found
            ]
            partner.care_duplicates = Markup("").join(lines) or False

    def _fill_care_shown(self, names):
        if "care_duplicates" in names:
            # looked for only as long as a contact is being typed
            fill(self._fields["care_duplicates"], self, [None] * len(self))
        return super()._fill_care_shown(names)

    def _find_care_duplicates(self):
        """Return the contacts of the same e-mail and those of the same phone only, as
        long as this one is being typed.

        Looked for in all companies of the user, with the rights of the user. A customer
        and its people, and people of one customer, may share a phone.
        """
        self.ensure_one()
        nobody = self.browse()
        if self.id or self.type in ("invoice", "delivery"):
            return nobody, nobody
        has_double, phone_ids = self._find_care_doubles()
        if not has_double and not phone_ids:
            return nobody, nobody
        companies = list(self.env.user._get_company_ids())
        context = {"allowed_company_ids": companies, "active_test": False}
        partners = same_email = same_phone = nobody.with_context(**context)
        others = self._get_care_others_domain()
        if has_double:
            same = Domain("email_normalized", "=", self.email_normalized)
            same_email = partners.search(same & others, limit=SHOWN + 1)
        if phone_ids:
            same = Domain("id", "in", phone_ids)
            above = self.parent_id or self
            customers = above.commercial_partner_id._origin.ids
            family = Domain("commercial_partner_id", "in", customers)
            same_phone = partners.search(same & others & ~family, limit=SHOWN + 1)
        return same_email, same_phone - same_email

    def _get_care_others_domain(self):
        """Contacts that are neither this one nor above or below it."""
        others = Domain("type", "not in", ["invoice", "delivery"])
        if self._origin:
            others &= ~Domain("id", "child_of", self._origin.ids)
        if self.parent_id._origin:
            others &= ~Domain("id", "parent_of", self.parent_id._origin.ids)
        return others

    def _link_care(self, partners):
        links = [
            LINK.format(id=partner.id, name=self._tell_care(partner))
            for partner in partners[:SHOWN]
        ]
        return Markup(", ").join(links) + (" …" if len(partners) > SHOWN else "")

    def _tell_care(self, partner):
        # sudo: the name of a company may be read by nobody but its own people
        parts = [partner.display_name, partner.city, partner.sudo().company_id.name]
        text = ", ".join(part for part in parts if part)
        if partner.active:
            return text
        return self.env._("%(contact)s (archived)", contact=text)
