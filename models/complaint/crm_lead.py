from odoo import api, fields, models

from .res_partner import READER


class CrmLead(models.Model):
    _inherit = "crm.lead"

    care_complaint_count = fields.Integer(
        string="Open Complaints",
        compute="_compute_care_complaint_count",
        groups=READER,
    )

    @api.depends("partner_id.commercial_partner_id.care_complaint_ids.state")
    @api.depends_context("uid", "allowed_company_ids")
    def _compute_care_complaint_count(self):
        counts = self.env["care.complaint"]._count_open(self.partner_id)
        for lead in self:
            customer = lead.partner_id.commercial_partner_id
            lead.care_complaint_count = counts.get(customer.id, 0)

    def action_open_care_complaints(self):
        """Open the complaints of the customer."""
        self.ensure_one()
        return self.partner_id.action_open_care_complaints()
