from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import SQL


class CarePolicy(models.Model):
    _inherit = "care.policy"

    # stability
    weight_quarter = fields.Float(
        string="Weight of Quarters",
        required=True,
        default=0.5,
        help="How much even quarterly totals count for stability.",
    )
    weight_month = fields.Float(
        string="Weight of Months",
        required=True,
        default=0.3,
        help="How much even monthly totals count for stability.",
    )
    weight_order = fields.Float(
        string="Weight of Order Sizes",
        required=True,
        default=0.2,
        help="How much orders of even size count for stability.",
    )
    min_history_months = fields.Integer(
        string="Shortest History",
        required=True,
        default=3,
        help="A customer whose first purchase is more recent than this many months "
        "stays unrated: nobody can tell yet whether it is stable.",
    )
    # customers
    contribution_cut_method = fields.Selection(
        [
            ("share", "First share of all contribution"),
            ("median", "The better half"),
            ("percentile", "First share of all customers"),
            ("amount", "Fixed amount"),
        ],
        string="High Contribution Is",
        required=True,
        default="share",
        help="Where the line between high and low contribution runs.",
    )
    contribution_cut = fields.Float(
        required=True,
        default=80.0,
        help="Percent of all contribution or of all customers, or the amount.",
    )
    stability_cut_method = fields.Selection(
        [("value", "Fixed value"), ("median", "The better half")],
        string="High Stability Is",
        required=True,
        default="value",
        help="Where the line between high and low stability runs.",
    )
    stability_cut = fields.Float(
        required=True,
        default=0.5,
        help="From 0 (bought once, never again) to 1 (the same every month).",
    )
    # prospects
    expected_cut_method = fields.Selection(
        [("median", "The better half"), ("amount", "Fixed amount")],
        string="High Expectation Is",
        required=True,
        default="median",
        help="Where the line between high and low expected revenue of prospects runs.",
    )
    expected_cut = fields.Monetary(
        help="Expected revenue of open opportunities from which it is high."
    )
    intention_cut = fields.Float(
        required=True,
        default=50.0,
        help="Probability in percent of the best open opportunity from which the "
        "intention to buy is high.",
    )

    @api.constrains("weight_quarter", "weight_month", "weight_order")
    def _check_weights(self):
        for policy in self:
            weights = policy._get_weights()
            if min(weights) < 0 or not sum(weights):
                raise ValidationError(
                    self.env._(
                        "The weights of stability can't be negative, and at least one "
                        "must be above zero."
                    )
                )

    @api.constrains(
        "min_history_months",
        "contribution_cut_method",
        "contribution_cut",
        "stability_cut",
        "expected_cut",
        "intention_cut",
    )
    def _check_cuts(self):
        for policy in self:
            if policy.min_history_months < 0:
                raise ValidationError(
                    self.env._("The shortest history can't be negative.")
                )
            percent = policy.contribution_cut_method in ("share", "percentile")
            if policy.contribution_cut < 0 or (
                percent and policy.contribution_cut > 100
            ):
                raise ValidationError(
                    self.env._(
                        "The cut of contribution must be positive, and at most 100 "
                        "where it is a percentage."
                    )
                )
            if not 0 <= policy.stability_cut <= 1:
                raise ValidationError(
                    self.env._("The cut of stability lies between 0 and 1.")
                )
            if policy.expected_cut < 0 or not 0 <= policy.intention_cut <= 100:
                raise ValidationError(
                    self.env._(
                        "The cut of expected revenue can't be negative, and that of "
                        "intention lies between 0 and 100 percent."
                    )
                )

    def _get_weights(self):
        return [self.weight_quarter, self.weight_month, self.weight_order]

    def _get_prospect_quadrant(self, expected, intention):
        """Quadrant of an opportunity without a customer, by the cuts of prospects."""
        high, sure = expected >= self.expected_line, intention >= self.intention_cut
        return {(1, 1): "p1", (1, 0): "p2", (0, 1): "p3", (0, 0): "p4"}[high, sure]

    def _prospect_quadrant_to_sql(self, expected, intention):
        return SQL(
            """CASE WHEN COALESCE(%(expected)s, 0) >= %(line)s
                    THEN CASE WHEN COALESCE(%(intention)s, 0) >= %(cut)s
                              THEN 'p1' ELSE 'p2' END
                    WHEN COALESCE(%(intention)s, 0) >= %(cut)s THEN 'p3'
                    ELSE 'p4' END""",
            expected=expected,
            intention=intention,
            line=self.expected_line,
            cut=self.intention_cut,
        )
