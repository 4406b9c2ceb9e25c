from odoo import fields, models

from ..classification.profile_label import LabelDate, LabelInteger, LabelMany2one


class CrmLead(models.Model):
    _inherit = "crm.lead"

    care_need_ids = fields.One2many(
        "care.need",
        "lead_id",
        string="Needs",
        groups="crm_customer_care.group_user,crm_customer_care.group_auditor",
    )
    care_last_touch_date = LabelDate(
        related="partner_id.care_last_touch_date", string="Last Contact"
    )
    care_last_touch_channel_id = LabelMany2one(
        related="partner_id.care_last_touch_channel_id", string="Last Contact by"
    )
    care_next_touch_date = LabelDate(
        related="partner_id.care_next_touch_date", string="Next Contact"
    )
    care_overdue_days = LabelInteger(
        related="partner_id.care_overdue_days", string="Days Overdue", aggregator=False
    )
