from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ...tools import retention_span


class CarePolicy(models.Model):
    _inherit = "care.policy"

    retention_horizon_months = fields.Integer(
        string="Retention Horizon",
        required=True,
        default=6,
        help="Retention is the chance that a customer buys again within these months.",
    )

    retention_kept_until = fields.Date(
        readonly=True,
        copy=False,
        help="Purchases up to this day were looked for after every month end.",
    )

    @api.constrains("retention_horizon_months")
    def _check_retention_horizon(self):
        if any(not 1 <= policy.retention_horizon_months <= 36 for policy in self):
            raise ValidationError(
                self.env._(
                    "Retention looks from 1 to 36 months ahead: choose a number."
                )
            )

    def _get_calibration_day(self):
        """The last month end that is over."""
        return retention_span.month_end(self._get_today(), 1)

    def _is_calibration_due(self):
        """Whether the company has still to learn from the last month end: every night
        again while its history is too short, for one may be imported."""
        self.ensure_one()
        # sudo: asked by a job
        return (
            not self.env["care.retention"]
            .sudo()
            .search_count(
                [
                    ("company_id", "=", self.company_id.id),
                    ("as_of", "=", self._get_calibration_day()),
                    ("horizon_months", "=", self.retention_horizon_months),
                    ("measured_months", ">", 0),
                ],
                limit=1,
            )
        )
