from odoo import fields, models

QUADRANTS = [
    ("e1", "E I: high contribution, high stability"),
    ("e2", "E II: high contribution, low stability"),
    ("e3", "E III: low contribution, high stability"),
    ("e4", "E IV: low contribution, low stability"),
    ("p1", "P I: high expectation, high intention"),
    ("p2", "P II: high expectation, low intention"),
    ("p3", "P III: low expectation, high intention"),
    ("p4", "P IV: low expectation, low intention"),
]
QUADRANT_CODES = {
    "e1": "E I",
    "e2": "E II",
    "e3": "E III",
    "e4": "E IV",
    "p1": "P I",
    "p2": "P II",
    "p3": "P III",
    "p4": "P IV",
}
SEGMENTS = [
    ("key", "Key"),
    ("potential", "Potential"),
    ("fan", "Fan"),
    ("general", "General"),
    ("new", "New"),
    ("marginal", "Marginal"),
    ("dormant", "Dormant"),
    ("lost", "Lost"),
]


class CareStrategy(models.Model):
    _name = "care.strategy"
    _description = "Customer Strategy"
    _order = "sequence, id"

    key = fields.Selection(
        QUADRANTS
        + [(f"segment_{key}", f"Segment: {label}") for key, label in SEGMENTS],
        string="For",
        required=True,
        help="The quadrant or segment whose customers it is about.",
    )
    sequence = fields.Integer(default=10)
    name = fields.Char(string="In a Word", required=True, translate=True)
    body = fields.Html(string="Strategy", translate=True)
    plan_id = fields.Many2one(
        "mail.activity.plan",
        string="Activity Plan",
        domain=[("res_model", "=", "res.partner")],
        help="The activities that put the strategy into practice.",
    )

    _key_uniq = models.Constraint(
        "UNIQUE(key)", "There is a strategy for this already: change that one."
    )
