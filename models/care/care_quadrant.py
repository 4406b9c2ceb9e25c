from odoo import fields, models

from ..classification.care_strategy import QUADRANTS


class CareQuadrant(models.Model):
    """A quadrant as a tag, where several may be chosen."""

    _name = "care.quadrant"
    _description = "Customer Quadrant"
    _order = "sequence, id"

    code = fields.Selection(QUADRANTS, required=True, readonly=True)
    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)

    _code_uniq = models.Constraint("UNIQUE(code)", "This quadrant is there already.")
