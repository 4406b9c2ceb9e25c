from odoo import api, fields, models

from ..classification.res_partner import EMPLOYEE


class MailActivity(models.Model):
    _inherit = "mail.activity"

    care_banner = fields.Html(
        string="Before You Make Contact",
        compute="_compute_care_banner",
        compute_sudo=False,
        sanitize=False,
        groups=EMPLOYEE,
    )

    @api.depends("res_model", "res_id")
    @api.depends_context("lang", "uid", "company")
    def _compute_care_banner(self):
        for activity in self:
            partners = self.env["res.partner"]._care_find_contacts(
                activity.res_model, [activity.res_id]
            )
            activity.care_banner = partners._get_care_banner()
