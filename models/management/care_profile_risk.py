from odoo import api, fields, models


class CareProfile(models.Model):
    """Warnings and losses of a customer, counted for its form."""

    _inherit = "care.profile"

    risk_count = fields.Integer(
        string="Early Warnings", compute="_compute_risk_count", compute_sudo=False
    )
    loss_id = fields.Many2one(
        "care.loss", compute="_compute_loss_id", compute_sudo=False
    )

    @api.depends("partner_id", "company_id")
    @api.depends_context("uid")
    def _compute_risk_count(self):
        groups = self.env["care.risk"]._read_group(
            [
                ("partner_id", "in", self.partner_id.ids),
                ("company_id", "in", self.company_id.ids),
                ("state", "=", "open"),
            ],
            ["partner_id", "company_id"],
            ["__count"],
        )
        counts = {(partner, company): count for partner, company, count in groups}
        for profile in self:
            key = (profile.partner_id, profile.company_id)
            profile.risk_count = counts.get(key, 0)

    @api.depends("partner_id", "company_id")
    @api.depends_context("uid")
    def _compute_loss_id(self):
        losses = self.env["care.loss"].search(
            [
                ("partner_id", "in", self.partner_id.ids),
                ("company_id", "in", self.company_id.ids),
                ("state", "=", "lost"),
            ]
        )
        found = {(loss.partner_id, loss.company_id): loss for loss in losses}
        for profile in self:
            key = (profile.partner_id, profile.company_id)
            profile.loss_id = found.get(key, False)

    def action_open_risks(self):
        self.ensure_one()
        return self.partner_id.with_company(self.company_id).action_open_care_risks()

    def action_mark_lost(self):
        """Open the form of the loss, or one that marks the customer as lost."""
        self.ensure_one()
        if self.loss_id:
            return self.loss_id.action_open_form()
        return self.env["care.loss"]._get_mark_action(self.partner_id, self.company_id)
