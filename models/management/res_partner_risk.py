from odoo import fields, models

from ..classification.res_partner import CARE_READER


class ResPartner(models.Model):
    """Warnings and losses of the customer."""

    _inherit = "res.partner"

    care_risk_ids = fields.One2many(
        "care.risk",
        "partner_id",
        string="Early Warnings",
        domain=[("state", "!=", "closed")],
        groups=CARE_READER,
    )
    care_loss_ids = fields.One2many(
        "care.loss",
        "partner_id",
        string="Losses",
        domain=[("state", "!=", "undone")],
        groups=CARE_READER,
    )

    def action_open_care_risks(self):
        """Open the warnings of the customer."""
        self.ensure_one()
        customer = self.commercial_partner_id
        action = self.env["care.risk"]._get_list_action()
        return {**action, "domain": [("partner_id", "=", customer.id)]}

    def action_mark_care_lost(self):
        """Mark the customer as lost, or open the loss."""
        self.ensure_one()
        customer = self.commercial_partner_id
        loss = self.env["care.loss"].search(
            [
                ("partner_id", "=", customer.id),
                ("company_id", "=", self.env.company.id),
                ("state", "=", "lost"),
            ]
        )
        if loss:
            return loss.action_open_form()
        return self.env["care.loss"]._get_mark_action(customer, self.env.company)
