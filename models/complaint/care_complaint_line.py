from odoo import fields, models


class CareComplaintLine(models.AbstractModel):
    """Belongs to a complaint: who sees that may see this too."""

    _name = "care.complaint.line"
    _description = "Part of a Complaint"

    complaint_id = fields.Many2one(
        "care.complaint", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(
        related="complaint_id.company_id", store=True, precompute=True, index=True
    )
    partner_id = fields.Many2one(
        related="complaint_id.commercial_partner_id",
        string="Customer",
        store=True,
        precompute=True,
        index=True,
    )
