from odoo import fields, models


class CareRevisit(models.Model):
    """A planned contact in My Care Day."""

    _inherit = "care.revisit"

    activity_user_id = fields.Many2one(
        related="activity_id.user_id",
        string="Planned for",
        help="Who has the activity: the one in charge, or a substitute.",
    )
