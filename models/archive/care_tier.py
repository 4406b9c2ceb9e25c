from odoo import api, fields, models


class CareTier(models.Model):
    """How often the archives of its customers are verified."""

    _inherit = "care.tier"

    verify_days = fields.Integer(
        string="Verify every",
        required=True,
        default=365,
        help="Days after which somebody looks through the archive of such a customer "
        "again. 0: never.",
    )

    _check_verify_days = models.Constraint(
        "CHECK(verify_days >= 0)",
        "The days between two verifications can't be negative.",
    )

    @api.model
    def _prepare_default_values(self):
        values = super()._prepare_default_values()
        for vals, days in zip(values, (90, 180, 365), strict=False):
            vals.setdefault("verify_days", days)
        return values
