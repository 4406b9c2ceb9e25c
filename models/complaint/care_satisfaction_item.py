from odoo import fields, models

PARTS = [("product", "Product"), ("service", "Service"), ("relation", "Relation")]


class CareSatisfactionItem(models.Model):
    """What customers are asked after a complaint, in three parts."""

    _name = "care.satisfaction.item"
    _description = "Question about Satisfaction"
    _order = "part, sequence, id"

    name = fields.Char(string="Question", required=True, translate=True)
    part = fields.Selection(PARTS, string="Aspect", required=True, default="service")
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
