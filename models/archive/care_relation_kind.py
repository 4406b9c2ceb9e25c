from odoo import api, fields, models


class CareRelationKind(models.Model):
    _name = "care.relation.kind"
    _description = "Kind of Relation"
    _order = "sequence, id"

    sequence = fields.Integer(default=10)
    name = fields.Char(
        required=True,
        translate=True,
        help="What the other one is to the contact: Child.",
    )
    inverse_name = fields.Char(
        translate=True,
        help="What the contact is to the other one: Parent. Empty if it is the same.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        self.env.registry.clear_cache()
        return super().create(vals_list)

    def write(self, vals):
        self.env.registry.clear_cache()
        return super().write(vals)

    def unlink(self):
        self.env.registry.clear_cache()
        return super().unlink()
