from odoo import fields, models


class MailActivityPlanTemplate(models.Model):
    _name = "mail.activity.plan.template"
    _inherit = ["mail.activity.plan.template", "care.edited.text"]

    _care_texts = ("summary", "note")

    summary = fields.Char(translate=True)
    note = fields.Html(translate=True)
