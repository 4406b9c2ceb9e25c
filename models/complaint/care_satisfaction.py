import uuid

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command

from .care_satisfaction_item import PARTS


class CareSatisfaction(models.Model):
    """One round of a complaint, judged by the customer in three parts."""

    _name = "care.satisfaction"
    _description = "Satisfaction Survey"
    _inherit = ["care.complaint.line"]
    _order = "id desc"
    _rec_name = "complaint_id"

    cycle = fields.Integer(
        string="Round", required=True, default=1, readonly=True, aggregator=None
    )
    access_token = fields.Char(
        default=lambda self: uuid.uuid4().hex,
        required=True,
        readonly=True,
        index=True,
        copy=False,
        groups="base.group_system",
    )
    answered_date = fields.Datetime(string="Answered on", readonly=True, copy=False)
    comment = fields.Text(readonly=True, copy=False)
    line_ids = fields.One2many(
        "care.satisfaction.line", "satisfaction_id", string="Answers", readonly=True
    )
    product_score = fields.Float(
        string="Product", compute="_compute_scores", store=True, aggregator="avg"
    )
    service_score = fields.Float(
        string="Service", compute="_compute_scores", store=True, aggregator="avg"
    )
    relation_score = fields.Float(
        string="Relation", compute="_compute_scores", store=True, aggregator="avg"
    )

    _cycle_uniq = models.Constraint(
        "UNIQUE(complaint_id, cycle)", "Customers are asked once per round."
    )

    @api.depends("line_ids.score", "line_ids.part")
    def _compute_scores(self):
        for survey in self:
            for part, _label in PARTS:
                scores = survey.line_ids.filtered(
                    lambda line, part=part: line.part == part
                ).mapped("score")
                mean = sum(scores) / len(scores) if scores else 0.0
                survey[f"{part}_score"] = mean

    def _get_parts(self):
        """Questions to ask as (label, items)."""
        # sudo: asked is whoever has the link
        items = (
            self.env["care.satisfaction.item"]
            .sudo()
            .search([("part", "in", [part for part, _label in PARTS])])
        )
        labels = self.env["care.satisfaction.item"]._fields["part"]
        parts = [
            (label, items.filtered(lambda item, part=part: item.part == part))
            for part, label in labels._description_selection(self.env)
        ]
        return [(label, some) for label, some in parts if some]

    def _answer(self, scores, comment):
        """Keep what the customer says: {item: 1 to 5} and a text, once."""
        self.ensure_one()
        if self.answered_date:
            raise UserError(self.env._("You have answered already. Thank you!"))
        if not scores and not comment:
            raise UserError(
                self.env._("Please answer at least one question, then send.")
            )
        self.write(
            {
                "answered_date": fields.Datetime.now(),
                "comment": comment,
                "line_ids": [
                    Command.create({"item_id": item.id, "score": score})
                    for item, score in scores.items()
                ],
            }
        )
        weak = self.line_ids.filtered("is_weak").item_id.mapped("name")
        if weak:
            self.complaint_id._message_log(
                body=self.env._(
                    "The customer answered the survey. Weak points: %(points)s",
                    points=", ".join(weak),
                )
            )
