from odoo import fields, models

from ..classification.care_strategy import SEGMENTS


class CareSegment(models.Model):
    """A segment as a tag, where several may be chosen."""

    _name = "care.segment"
    _description = "Customer Segment"
    _order = "sequence, id"

    code = fields.Selection(SEGMENTS, required=True, readonly=True)
    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)

    _code_uniq = models.Constraint("UNIQUE(code)", "This segment is there already.")
