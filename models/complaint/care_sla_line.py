from odoo import api, fields, models
from odoo.fields import Command

from .care_complaint import SEVERITIES

MILESTONES = [
    ("acknowledge", "Acknowledgement"),
    ("first_response", "First Response"),
    ("next_update", "Next Update"),
    ("resolve", "Solution"),
]
# working hours by severity, from low to critical
KEY = {
    "acknowledge": (4, 2, 1, 0.5),
    "first_response": (8, 4, 2, 1),
    "next_update": (16, 8, 8, 4),
    "resolve": (40, 24, 16, 8),
}
MIDDLE = {
    "acknowledge": (8, 4, 2, 1),
    "first_response": (16, 8, 4, 2),
    "next_update": (24, 16, 8, 8),
    "resolve": (64, 40, 24, 16),
}
OTHERS = {
    "acknowledge": (8, 8, 4, 2),
    "first_response": (24, 16, 8, 4),
    "next_update": (40, 24, 16, 8),
    "resolve": (80, 64, 40, 24),
}


class CareSlaLine(models.Model):
    _name = "care.sla.line"
    _description = "Budget of a Complaint Policy"
    _order = "sla_id, milestone, severity"
    _rec_name = "milestone"

    sla_id = fields.Many2one(
        "care.sla", string="Policy", required=True, index=True, ondelete="cascade"
    )
    milestone = fields.Selection(MILESTONES, required=True)
    severity = fields.Selection(SEVERITIES, help="Empty: any for which no line stands.")
    budget_hours = fields.Float(
        string="Working Hours",
        required=True,
        aggregator=False,
        help="Within these working hours the milestone is to be reached.",
    )

    _milestone_severity_uniq = models.UniqueIndex(
        "(sla_id, milestone, COALESCE(severity, ''))",
        "Each milestone has one budget per severity: change the one that is there.",
    )
    _check_budget_hours = models.Constraint(
        "CHECK(budget_hours > 0)", "A budget needs more than zero working hours."
    )

    @api.model
    def _prepare_default_commands(self, sla):
        """Budgets with which a policy starts, after the tiers for which it is."""
        tiers = sla.tier_ids
        kept = KEY if any(tiers.mapped("is_key")) else MIDDLE if tiers else OTHERS
        return [
            Command.create(
                {"milestone": milestone, "severity": str(severity), "budget_hours": h}
            )
            for milestone, budgets in kept.items()
            for severity, h in enumerate(budgets)
        ]
