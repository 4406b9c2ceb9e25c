from odoo import fields, models


class CareChannel(models.Model):
    _inherit = "care.channel"

    needs_answer = fields.Boolean(
        help="What we write there has reached the customer only once it is answered."
    )
