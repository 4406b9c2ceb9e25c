from odoo import fields, models


class ResPartner(models.Model):
    """How many machines a customer has, and when somebody counted them."""

    _inherit = "res.partner"

    care_machine_count = fields.Integer(string="Machines")
    care_machine_date = fields.Date(string="Machines Counted on")
