from odoo import fields, models

SALES_MODES = [
    ("direct", "Direct"),
    ("team", "Key account team"),
    ("framework", "Framework contract"),
    ("tender", "Tenders"),
    ("distributor", "Through a distributor"),
    ("agent", "Through an agent"),
    ("online", "Online"),
]


class CareAccount(models.Model):
    """How a company sells to a customer, and on which special terms."""

    _name = "care.account"
    _description = "Terms of a Customer"
    _inherit = ["care.customer.record"]
    _order = "partner_id, company_id"
    _rec_name = "partner_id"

    partner_id = fields.Many2one(
        "res.partner", string="Customer", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(
        "res.company",
        required=True,
        index=True,
        default=lambda self: self.env.company,
    )
    sales_mode = fields.Selection(SALES_MODES)
    special_terms = fields.Text(
        help="What was agreed with this customer beside the general terms."
    )
    special_terms_until = fields.Date(string="Agreed until")

    _partner_company_uniq = models.Constraint(
        "UNIQUE(partner_id, company_id)",
        "The terms of this customer are noted already: change those.",
    )
