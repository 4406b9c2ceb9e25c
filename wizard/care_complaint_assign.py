from odoo import fields, models


class CareComplaintAssign(models.TransientModel):
    """Hands complaints over to somebody else, with the reason."""

    _name = "care.complaint.assign"
    _description = "Hand Over Complaints"

    complaint_ids = fields.Many2many(
        "care.complaint",
        string="Complaints",
        required=True,
        default=lambda self: self._default_complaint_ids(),
    )
    user_id = fields.Many2one(
        "res.users",
        string="To",
        required=True,
        domain=[("share", "=", False)],
    )
    reason = fields.Char(
        required=True, help="Why, and what the next one should know about the customer."
    )

    def _default_complaint_ids(self):
        context = self.env.context
        if context.get("active_model") != "care.complaint":
            return []
        return context.get("active_ids") or []

    def action_assign(self):
        self.ensure_one()
        complaints = self.complaint_ids
        complaints.with_context(care_handover_reason=self.reason).write(
            {"user_id": self.user_id.id}
        )
        for complaint in complaints:
            # sudo: whoever hands over may no longer see the complaint
            complaint.sudo().message_post(
                body=self.env._(
                    "Handed over to %(user)s: %(reason)s",
                    user=self.user_id.name,
                    reason=self.reason,
                ),
                author_id=self.env.user.partner_id.id,
                subtype_xmlid="mail.mt_note",
            )
        return {"type": "ir.actions.act_window_close"}
