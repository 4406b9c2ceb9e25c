from odoo import fields, models


class CareTouch(models.Model):
    """A complaint that was heard in a contact."""

    _inherit = "care.touch"

    complaint_ids = fields.One2many("care.complaint", "touch_id", string="Complaints")

    def action_open_complaint(self):
        """Open the complaint that was heard here, or a new one with what is known."""
        self.ensure_one()
        complaint = self.complaint_ids[:1]
        vals = self._prepare_complaint_of_touch()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Complaint"),
            "res_model": "care.complaint",
            "view_mode": "form",
            "res_id": complaint.id,
            "context": {f"default_{name}": value for name, value in vals.items()},
        }

    def _prepare_complaint_of_touch(self):
        """Values of a complaint that was heard in this contact."""
        return {
            "touch_id": self.id,
            "partner_id": self.commercial_partner_id.id,
            "person_id": self.partner_id.id
            if self.partner_id != self.commercial_partner_id
            else False,
            "company_id": self.company_id.id,
            "channel_id": self.channel_id.id,
            "product_id": self.product_ids[:1].id,
            "received_date": self.date,
            "subject": self.summary,
            "description": self.note,
        }
