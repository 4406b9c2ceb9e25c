from odoo import fields, models


class CareTouch(models.Model):
    """Whether somebody new was asked for, and named."""

    _inherit = "care.touch"

    introduction = fields.Selection(
        [("asked", "Asked for"), ("received", "Received")],
        help="An introduction to somebody who may become a customer.",
    )
    introduced_name = fields.Char(string="Introduced")
