from odoo import api, fields, models

from odoo.addons.mail.tools.parser import parse_res_ids

from ..classification.res_partner import EMPLOYEE


class MailActivitySchedule(models.TransientModel):
    _inherit = "mail.activity.schedule"

    care_banner = fields.Html(
        string="Before You Make Contact",
        compute="_compute_care_banner",
        compute_sudo=False,
        sanitize=False,
        groups=EMPLOYEE,
    )

    @api.depends("res_model", "res_ids")
    @api.depends_context("lang", "uid", "company")
    def _compute_care_banner(self):
        for scheduler in self:
            partners = self.env["res.partner"]._care_find_contacts(
                scheduler.res_model, parse_res_ids(scheduler.res_ids, self.env)
            )
            scheduler.care_banner = partners._get_care_banner()
