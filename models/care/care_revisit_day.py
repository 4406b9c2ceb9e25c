from odoo import fields, models


class CareRevisit(models.Model):
    """A planned contact in My Care Day."""

    _inherit = "care.revisit"

    activity_user_id = fields.Many2one(
        related="activity_id.user_id",
        string="Planned for",
        help="Who has the activity: the one in charge, or a substitute.",
    )

    def action_open_done(self):
        """Complete the activity of the contact, or log it where there is none yet."""
        self.ensure_one()
        if self.activity_id.active:
            self.activity_id.action_done()
            return True
        return self.partner_id._get_care_touch_log_action()
