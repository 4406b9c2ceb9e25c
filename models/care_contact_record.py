from odoo import api, fields, models


class CareContactRecord(models.AbstractModel):
    """Is about a contact, and so about the customer to which that belongs."""

    _name = "care.contact.record"
    _description = "Record about a Contact"
    _care_customer = "commercial_partner_id"

    commercial_partner_id = fields.Many2one(
        "res.partner",
        string="Customer",
        compute="_compute_commercial_partner_id",
        store=True,
        precompute=True,
        index=True,
        ondelete="cascade",
    )

    @api.depends("partner_id.commercial_partner_id")
    def _compute_commercial_partner_id(self):
        for record in self:
            partner = record.partner_id
            record.commercial_partner_id = partner.commercial_partner_id or partner
