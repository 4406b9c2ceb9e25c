from odoo import api, fields, models

from ...tools import care_banner
from ..classification.profile_label import fill
from ..classification.res_partner import EMPLOYEE
from .res_partner_trace_source import WISHES


class ResPartner(models.Model):
    """Warnings on top of the forms where one is about to make contact."""

    _inherit = "res.partner"

    care_banner = fields.Html(
        string="Before You Make Contact",
        compute="_compute_care_banner",
        compute_sudo=False,
        sanitize=False,
        groups=EMPLOYEE,
    )

    @api.depends(
        *WISHES,
        "care_tz",
        "care_consent_ids.channel_id",
        "care_consent_ids.state",
    )
    @api.depends_context("lang", "uid", "company")
    def _compute_care_banner(self):
        banners = [partner._get_care_banner() or None for partner in self]
        fill(self._fields["care_banner"], self, banners)

    def _fill_care_shown(self, names):
        if "care_banner" in names:
            self._compute_care_banner()
        return super()._fill_care_shown(names)

    def _get_care_banner(self, limit=10):
        """Return the warnings of these contacts as HTML, False without any.

        Of several contacts each line names its own.
        """
        lines = []
        for partner in self[:limit]:
            prefix = f"{partner.display_name}: " if len(self) > 1 else ""
            for warning in partner._care_contact_warnings():
                lines.append((warning["level"], prefix + warning["text"]))
        return care_banner.render(lines)

    @api.model
    def _care_find_contacts(self, model, ids):
        """Return the contacts of documents of a model that the user may read."""
        if not ids or model not in self.env:
            return self
        documents = self.env[model].browse(ids).exists()._filtered_access("read")
        found = documents._mail_get_partners().values()
        return self.union(*found)._filtered_access("read")
