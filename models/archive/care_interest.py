from odoo import fields, models


class CareInterest(models.Model):
    _name = "care.interest"
    _description = "Interest"
    _order = "kind, name, id"

    name = fields.Char(required=True, translate=True)
    kind = fields.Selection(
        [("hobby", "Hobby"), ("product", "Product")], required=True, default="hobby"
    )
    active = fields.Boolean(default=True)
    color = fields.Integer()

    _name_kind_uniq = models.UniqueIndex(
        "((name->>'en_US'), kind)", "This interest is in the list already."
    )
