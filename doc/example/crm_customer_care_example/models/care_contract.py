from odoo import fields, models


class CareContract(models.Model):
    _name = "care.contract"
    _description = "Maintenance Contract"
    _inherit = ["care.profile.link", "care.completeness.source"]
    _order = "end_date desc, id desc"
    _care_customer = "partner_id"

    name = fields.Char(string="Number", required=True)
    partner_id = fields.Many2one(
        "res.partner",
        string="Customer",
        required=True,
        index=True,
        ondelete="cascade",
        domain=[("parent_id", "=", False)],
    )
    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company
    )
    user_id = fields.Many2one(
        "res.users", string="Salesperson", default=lambda self: self.env.user
    )
    signed_date = fields.Date(string="Signed on", required=True)
    end_date = fields.Date(string="Ends on", required=True)
    fee = fields.Float(help="What it brings, in the currency of the company.")
    state = fields.Selection(
        [
            ("active", "Active"),
            ("disputed", "In Dispute"),
            ("renewed", "Renewed"),
            ("ended", "Ended"),
        ],
        required=True,
        default="active",
    )

    def action_renew(self):
        """Renew contracts for another year."""
        for contract in self:
            contract.copy(
                {
                    "signed_date": contract.end_date,
                    "end_date": fields.Date.add(contract.end_date, years=1),
                    "state": "active",
                }
            )
        self.state = "renewed"
