from odoo import models


class MailActivitySchedule(models.TransientModel):
    _inherit = "mail.activity.schedule"

    def _plan_filter_activity_templates_to_schedule(self):
        """Activities are written in the language of who is asked to do them."""
        templates = super()._plan_filter_activity_templates_to_schedule()
        lang = self.plan_on_demand_user_id.lang or self.env.lang
        return templates.with_context(lang=lang)
