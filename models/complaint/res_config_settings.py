from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    care_compensation_limit = fields.Float(
        related="care_policy_id.compensation_limit", readonly=False
    )
    # intake
    care_complaint_alias_name = fields.Char(
        string="Address for Complaints",
        related="care_policy_id.alias_name",
        readonly=False,
    )
    care_complaint_alias_domain = fields.Char(
        related="company_id.alias_domain_id.name", string="Domain for Complaints"
    )
    care_intake_user_id = fields.Many2one(
        related="care_policy_id.intake_user_id", readonly=False
    )
    care_complaint_mail_limit = fields.Integer(
        related="care_policy_id.complaint_mail_limit", readonly=False
    )
    care_complaint_file_limit = fields.Integer(
        related="care_policy_id.complaint_file_limit", readonly=False
    )
    care_reopen_days = fields.Integer(
        related="care_policy_id.reopen_days", readonly=False
    )
    care_rating_active = fields.Boolean(
        related="care_policy_id.rating_active", readonly=False
    )
    care_escalation_active = fields.Boolean(
        related="care_policy_id.escalation_active", readonly=False
    )
    care_repeat_cause_days = fields.Integer(
        related="care_policy_id.repeat_cause_days", readonly=False
    )
