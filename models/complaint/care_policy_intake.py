from odoo import api, fields, models
from odoo.exceptions import ValidationError

AMOUNTS = ("reopen_days", "complaint_mail_limit", "complaint_file_limit")


class CarePolicy(models.Model):
    """How complaints reach us, and what is asked after they are closed."""

    _name = "care.policy"
    _inherit = ["care.policy", "mail.alias.mixin.optional"]

    intake_user_id = fields.Many2one(
        "res.users",
        string="Hears New Complaints",
        domain=[("share", "=", False)],
        help="Who answers for complaints by mail and from the portal where neither the "
        "customer nor the cause has somebody in charge.",
    )
    complaint_mail_limit = fields.Integer(
        string="Complaints by Mail per Hour",
        required=True,
        default=5,
        help="Of one sender; further mails are added to the sender's last complaint.",
    )
    complaint_file_limit = fields.Integer(
        string="Megabytes per File",
        required=True,
        default=10,
        help="What customers may attach to a new complaint in the portal.",
    )
    reopen_days = fields.Integer(
        string="Days to Open Again",
        required=True,
        default=30,
        help="How long customers may open a closed complaint again by themselves; 0: "
        "they can't.",
    )
    rating_active = fields.Boolean(
        string="Ask for a Rating after Closure",
        help="A mail asks the customer how it went, and offers to open the complaint "
        "again where it went badly.",
    )

    @api.constrains(*AMOUNTS)
    def _check_intake_limits(self):
        for policy in self:
            if any(policy[name] < 0 for name in AMOUNTS):
                raise ValidationError(
                    self.env._("Limits of complaints can't be less than 0.")
                )

    def _alias_get_creation_values(self):
        return {
            **super()._alias_get_creation_values(),
            "alias_model_id": self.env["ir.model"]._get_id("care.complaint"),
            "alias_defaults": {"company_id": self.company_id.id},
        }
