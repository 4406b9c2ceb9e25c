from odoo import api, fields, models
from odoo.fields import Domain


class CareProfile(models.Model):
    """Customers that are let go, and the way there and back."""

    _inherit = "care.profile"

    let_go_id = fields.Many2one(
        "care.let.go",
        compute="_compute_let_go_id",
        search="_search_let_go_id",
    )
    let_go_reason = fields.Char(related="let_go_id.reason", string="Why Let Go")
    let_go_until = fields.Date(related="let_go_id.until", string="Let Go until")

    @api.depends("partner_id", "company_id")
    def _compute_let_go_id(self):
        decisions = (
            self.env["care.let.go"]
            .search(
                [
                    ("partner_id", "in", self.partner_id.ids),
                    ("company_id", "in", self.company_id.ids),
                    ("state", "=", "active"),
                ]
            )
            .filtered("holds")
        )
        by_key = {(one.partner_id, one.company_id): one for one in decisions}
        for profile in self:
            key = (profile.partner_id, profile.company_id)
            profile.let_go_id = by_key.get(key, False)

    @api.model
    def _search_let_go_id(self, operator, value):
        if operator != "in" or set(value) - {False} and False in value:
            return NotImplemented
        active = self.env["care.let.go"].search([("state", "=", "active")])
        active = active.filtered("holds")
        if False not in value:
            active = active.filtered(lambda decision: decision.id in value)
        found = Domain.OR(
            Domain("company_id", "=", company.id)
            & Domain("partner_id", "in", decisions.partner_id.ids)
            for company, decisions in active.grouped("company_id").items()
        )
        return ~found if False in value else found

    def action_let_go(self):
        """Ask why the customer is let go, and until when."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Let Go of %(customer)s", customer=self.display_name),
            "res_model": "care.let.go",
            "views": [
                (self.env.ref("crm_customer_care.care_let_go_view_form_new").id, "form")
            ],
            "target": "new",
            "context": {
                "default_partner_id": self.partner_id.id,
                "default_company_id": self.company_id.id,
            },
        }

    def action_take_back(self):
        """Look after the customer again."""
        self.let_go_id.action_reverse()
