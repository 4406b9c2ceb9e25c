from collections.abc import Callable
from typing import NamedTuple

from odoo import api, fields, models

UNITS = [
    ("percent", "Percent"),
    ("number", "Count"),
    ("money", "Money"),
    ("days", "Days"),
]
LIGHTS = [
    ("green", "Target Reached"),
    ("amber", "Nearly"),
    ("red", "Target Missed"),
]


class KpiMeasure(NamedTuple):
    """How an item counts.

    `rows(policy, period)` returns SQL of (user_id, res_id, numerator, denominator), one
    row for each record of `model` that counts. `formula`: sum of the numerators, ratio
    of both sums, or growth of one over the other. `basis`: facts with a date; customers
    as they were at the month's end; or the present, which no later day tells.
    """

    label: str
    model: str
    rows: Callable
    unit: str = "percent"
    formula: str = "ratio"
    direction: str = "up"
    basis: str = "facts"


class CareKpi(models.Model):
    """An item by which the work of salespeople is measured."""

    _name = "care.kpi"
    _description = "Performance Item"
    _order = "kind desc, sequence, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    code = fields.Selection(
        selection="_selection_code", string="What Is Counted", required=True
    )
    kind = fields.Selection(
        [("must", "Must Be Reached"), ("lever", "Lever")],
        required=True,
        default="must",
        help="What has to be reached, and what moves it.",
    )
    unit = fields.Selection(UNITS, compute="_compute_unit", store=True)
    direction = fields.Selection(
        [("up", "More is better"), ("down", "Less is better")],
        string="Better",
        compute="_compute_unit",
        store=True,
    )
    weight = fields.Integer(
        required=True,
        default=1,
        help="How much it counts in the score of a person, beside the other items.",
    )
    description = fields.Text(
        string="How It Counts", translate=True, help="Everybody reads this."
    )

    _code_uniq = models.Constraint(
        "UNIQUE(code)", "This is counted by another item already: change that one."
    )
    _check_weight = models.Constraint(
        "CHECK(weight BETWEEN 0 AND 1000)", "Weights lie between 0 and 1,000."
    )

    @api.model
    def _selection_code(self):
        return [(code, measure.label) for code, measure in self._get_measures().items()]

    @api.model
    def _get_measures(self):
        """Hook: return {code: KpiMeasure} of all that can be counted, labels in the
        reader's language."""
        return {}

    @api.depends("code")
    def _compute_unit(self):
        measures = self._get_measures()
        for kpi in self:
            measure = measures.get(kpi.code)
            kpi.unit = measure.unit if measure else kpi.unit
            kpi.direction = measure.direction if measure else kpi.direction
