from odoo import api, models

# cards and letters are printed in one go, without a task each
BY_HAND = ("call", "dinner", "gift")


class CareGreeting(models.Model):
    """Greetings that somebody has to do by hand are tasks."""

    _inherit = "care.greeting"

    @api.model
    def _get_manual_channels(self):
        return BY_HAND

    def _create_tasks(self):
        """Create the tasks of greetings in one stroke, for the salesperson of each."""
        heads = {
            company: self.env["care.policy"]._get(company).key_account_head_id
            for company in self.company_id
        }
        rows = []
        for greeting in self:
            owner = greeting.user_id.filtered("active")
            owner = owner or greeting.commercial_partner_id.user_id.filtered("active")
            if owner := owner or heads[greeting.company_id]:
                rows.append((greeting, owner))
        if not rows:
            return
        activities = (
            self.env["mail.activity"]
            .with_context(mail_activity_quick_update=True)
            .create([greeting._prepare_task_values(owner) for greeting, owner in rows])
        )
        for (greeting, _owner), activity in zip(rows, activities, strict=True):
            greeting.activity_id = activity

    def _prepare_task_values(self, user):
        """Values of a task; nothing confidential, since many may read it."""
        self.ensure_one()
        kind_id = self.env["ir.model.data"]._xmlid_to_res_id(
            "crm_customer_care.mail_activity_type_greeting", raise_if_not_found=True
        )
        contact = self.partner_id
        return {
            "activity_type_id": kind_id,
            "res_model_id": self.env["ir.model"]._get_id("res.partner"),
            "res_id": contact.id,
            "res_name": contact.display_name,
            "summary": self.with_context(lang=user.lang)._get_task_text(),
            "user_id": user.id,
            "date_deadline": self.occasion_date,
            "automated": True,
        }

    def _get_task_text(self):
        occasion = self.occasion_id.name
        if self.state == "missed":
            return self.env._("Missed: %(occasion)s", occasion=occasion)
        labels = dict(self._fields["channel"]._description_selection(self.env))
        text = self.rule_id.task or labels[self.channel]
        return f"{occasion}: {text}"

    def _finish(self):
        """Greetings that were done by hand."""
        self.write({"state": "done"})
        self._log_touches()
