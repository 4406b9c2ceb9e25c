from odoo import api, fields, models

from ..classification.res_partner import EMPLOYEE


class CrmLead(models.Model):
    _inherit = "crm.lead"

    care_banner = fields.Html(
        string="Before You Make Contact",
        compute="_compute_care_banner",
        compute_sudo=False,
        sanitize=False,
        groups=EMPLOYEE,
    )

    @api.depends("partner_id.care_banner")
    @api.depends_context("lang", "uid", "company")
    def _compute_care_banner(self):
        for lead in self:
            partner = lead.partner_id._filtered_access("read")
            lead.care_banner = partner._get_care_banner()
