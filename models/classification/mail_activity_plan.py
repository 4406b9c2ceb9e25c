from odoo import fields, models


class MailActivityPlan(models.Model):
    _name = "mail.activity.plan"
    _inherit = ["mail.activity.plan", "care.edited.text"]

    _care_texts = ("name",)

    name = fields.Char(translate=True)
