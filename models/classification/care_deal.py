from odoo import api, fields, models
from odoo.tools import format_date


class CareDeal(models.Model):
    _name = "care.deal"
    _description = "Earlier Deal"
    _inherit = ["care.contact.record", "care.kept.record", "care.profile.link"]
    _order = "date desc, id desc"
    _rec_name = "reference"
    _check_company_auto = True

    active = fields.Boolean(default=True)
    partner_id = fields.Many2one(
        "res.partner",
        string="Customer",
        required=True,
        index=True,
        ondelete="cascade",
        check_company=True,
    )
    commercial_partner_id = fields.Many2one(string="Commercial Entity")
    date = fields.Date(required=True, index=True, default=fields.Date.context_today)
    amount = fields.Monetary(required=True, help="Untaxed. Negative for a refund.")
    margin = fields.Monetary(help="Profit on this deal, where it is known.")
    company_id = fields.Many2one(
        "res.company",
        required=True,
        index=True,
        default=lambda self: self.env.company,
    )
    currency_id = fields.Many2one(
        "res.currency",
        compute="_compute_currency_id",
        store=True,
        readonly=False,
        required=True,
        precompute=True,
    )
    product_id = fields.Many2one(
        "product.product", index="btree_not_null", check_company=True
    )
    product_name = fields.Char(
        string="Product (Text)", help="For what is not in the list of products."
    )
    reference = fields.Char(index="btree_not_null")

    @api.depends("company_id")
    def _compute_currency_id(self):
        for deal in self:
            deal.currency_id = deal.currency_id or deal.company_id.currency_id

    @api.depends("reference", "partner_id", "date")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for deal in self:
            deal.display_name = deal.reference or (
                deal.partner_id
                and f"{deal.partner_id.name}, {format_date(self.env, deal.date)}"
            )

    @api.model_create_multi
    def create(self, vals_list):
        # an empty cell of an imported file means the currency of the company
        return super().create(
            [
                {key: vals[key] for key in vals if key != "currency_id" or vals[key]}
                for vals in vals_list
            ]
        )

    @api.model
    def get_import_templates(self):
        return [
            {
                "label": self.env._("Import Template for Earlier Deals"),
                "template": "/crm_customer_care/static/xlsx/care_deal.xlsx",
            }
        ]
