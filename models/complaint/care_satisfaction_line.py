from odoo import api, fields, models

from .care_complaint_rating import LOW


class CareSatisfactionLine(models.Model):
    _name = "care.satisfaction.line"
    _description = "Answer about Satisfaction"
    _inherit = ["care.complaint.line"]
    _order = "satisfaction_id desc, score, id"
    _rec_name = "item_id"

    satisfaction_id = fields.Many2one(
        "care.satisfaction",
        string="Survey",
        required=True,
        index=True,
        ondelete="cascade",
    )
    complaint_id = fields.Many2one(
        related="satisfaction_id.complaint_id", store=True, precompute=True
    )
    item_id = fields.Many2one(
        "care.satisfaction.item",
        string="Question",
        required=True,
        index=True,
        ondelete="restrict",
    )
    part = fields.Selection(
        string="Aspect", related="item_id.part", store=True, precompute=True
    )
    score = fields.Float(
        digits=(2, 1), required=True, aggregator="avg", help="1 bad, 5 very good."
    )
    is_weak = fields.Boolean(
        string="Weak Point", compute="_compute_is_weak", store=True, precompute=True
    )

    _item_uniq = models.Constraint(
        "UNIQUE(satisfaction_id, item_id)", "Each question is answered once."
    )
    _check_score = models.Constraint(
        "CHECK(score BETWEEN 1 AND 5)", "Scores go from 1 to 5."
    )

    @api.depends("score")
    def _compute_is_weak(self):
        for line in self:
            line.is_weak = line.score <= LOW
