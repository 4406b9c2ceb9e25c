from odoo import api, fields, models


class CareComplaintAction(models.Model):
    """A measure may come from a loss instead of a complaint."""

    _inherit = "care.complaint.action"
    _care_origins = ("complaint_id", "loss_id")

    loss_id = fields.Many2one(
        "care.loss", index="btree_not_null", ondelete="cascade", check_company=True
    )

    @api.depends("loss_id")
    def _compute_from_complaint(self):
        of_losses = self.filtered(lambda one: one.loss_id and not one.complaint_id)
        for action in of_losses:
            loss = action.loss_id
            action.company_id = loss.company_id
            action.partner_id = loss.partner_id
            action.cause_id = loss.reason_id
            action.product_id = action.product_id
        return super(CareComplaintAction, self - of_losses)._compute_from_complaint()
