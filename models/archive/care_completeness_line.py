from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import SQL

from ...tools.completeness_sql import Demand


class CareCompletenessLine(models.Model):
    _name = "care.completeness.line"
    _description = "Demand on the Archive"
    _order = "policy_id, sequence, id"
    _rec_name = "code"

    policy_id = fields.Many2one(
        "care.policy", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="policy_id.company_id", store=True, index=True)
    sequence = fields.Integer(
        default=10, help="Facts that weigh the same are asked for in this order."
    )
    code = fields.Selection(
        selection="_selection_code",
        string="What Should Be Known",
        required=True,
        help="A fact of the archive; where it is missing, the contact shows a gap.",
    )
    applies_to = fields.Selection(
        [
            ("company", "Companies"),
            ("person", "Private customers"),
            ("both", "Both"),
        ],
        required=True,
        default="both",
        help="Of which customers it is asked for.",
    )
    weight = fields.Integer(
        required=True,
        default=1,
        help="How much it counts, beside the other lines. 0: it is not asked for.",
    )
    key_weight = fields.Integer(
        string="Weight for Key Customers",
        required=True,
        default=1,
        help="How much it counts for customers of the tiers marked as key.",
    )

    _code_uniq = models.Constraint(
        "UNIQUE(policy_id, code)",
        "This is asked for already: change the weights of that line.",
    )
    _check_weight = models.Constraint(
        "CHECK(weight BETWEEN 0 AND 1000 AND key_weight BETWEEN 0 AND 1000)",
        "Weights lie between 0 and 1,000.",
    )

    @api.model
    def _selection_code(self):
        return [(code, check.label) for code, check in self._get_checks().items()]

    @api.model
    def _get_checks(self):
        """Return {code: Check} of all that completeness can ask for, labels in the
        reader's language. Areas with facts of their own add theirs."""
        return {}

    @api.model
    def _get_deciders(self):
        """SQL of (partner_id, person_id): the persons who decide at a company."""
        return SQL("SELECT 0 AS partner_id, 0 AS person_id")

    @api.model
    def _prepare_default_values(self):
        """Values of the lines that a new policy starts with."""
        return [
            {
                "code": code,
                "sequence": 10 * number,
                "applies_to": check.applies_to,
                "weight": check.weight,
                "key_weight": check.key_weight,
            }
            for number, (code, check) in enumerate(self._get_checks().items(), 1)
        ]

    def _get_demands(self):
        """The lines as `Demand`s; a check whose addon is gone asks for nothing,
        nor does a line without weight."""
        checks = self._get_checks()
        return [
            Demand(
                line.code,
                checks[line.code].condition,
                checks[line.code].of_person,
                line._get_weights(),
            )
            for line in self
            if line.code in checks and any(line._get_weights())
        ]

    def _get_weights(self):
        """Weights for companies, key companies, private customers, key ones of them."""
        weights = (self.weight, self.key_weight)
        nothing = (0, 0)
        of_companies = weights if self.applies_to != "person" else nothing
        return of_companies + (weights if self.applies_to != "company" else nothing)

    @api.constrains("applies_to", "code", "key_weight", "policy_id", "weight")
    def _check_weights(self):
        if not self.env.context.get("care_policy_write"):
            self.policy_id._check_completeness()

    @api.ondelete(at_uninstall=False)
    def _unlink_except_last(self):
        if self.env.context.get("care_policy_write"):
            return
        for policy in self.policy_id:
            (policy.completeness_line_ids - self)._check_demands()

    def _check_demands(self):
        """Raise ValidationError unless every kind of customer is asked something."""
        columns = zip(*(line._get_weights() for line in self), strict=True)
        totals = [sum(column) for column in columns] or [0]
        if min(totals) <= 0:
            raise ValidationError(
                self.env._(
                    "Completeness needs something to ask for: give at least one line "
                    "a weight above zero, for companies and for private customers, key "
                    "customers and others."
                )
            )
