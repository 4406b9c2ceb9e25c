from odoo import models
from odoo.tools import is_html_empty


class ReportCareGreetingLetter(models.AbstractModel):
    """Letters of greeting: what the mail of the occasion says, on paper."""

    _name = "report.crm_customer_care.care_greeting_letter"
    _inherit = "report.crm_customer_care.care_invitation_letter"
    _description = "Letter of Greeting"
    _care_lines = "care.greeting"

    def _prepare_letter(self, line):
        partner = line.partner_id.with_company(line.company_id)
        # sudo: whoever may greet may use the text of the rule
        greeting = line.sudo()
        template = greeting.rule_id.mail_template_id
        template = template or greeting.occasion_id.mail_template_id
        body = ""
        if template:
            rendering = template.with_env(partner.env)
            bodies = rendering._render_field(
                "body_html", partner.ids, compute_lang=True
            )
            body = bodies[partner.id]
        return {
            **self._prepare_head(line),
            "body": "" if is_html_empty(body) else body,
            "salutation": partner._care_salutation(),
            "occasion": line.occasion_id.with_context(lang=partner.lang).name,
            "from": partner._care_sender().name or self.env.user.name,
            "company": line.company_id.name,
        }


class ReportCareGreetingLabel(models.AbstractModel):
    """Address labels of those who get a card or letter."""

    _name = "report.crm_customer_care.care_greeting_label"
    _inherit = "report.crm_customer_care.care_invitation_label"
    _description = "Address Labels of Greetings"
    _care_lines = "care.greeting"
