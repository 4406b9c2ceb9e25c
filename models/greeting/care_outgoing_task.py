from odoo import models


class CareOutgoing(models.AbstractModel):
    """What somebody has to say by hand is a task."""

    _inherit = "care.outgoing"

    def _create_tasks(self):
        """Create the tasks of messages in one stroke, for the salesperson of each."""
        heads = {
            company: self.env["care.policy"]._get(company).key_account_head_id
            for company in self.company_id
        }
        rows = []
        for message in self:
            owner = message.user_id.filtered("active")
            owner = owner or message.commercial_partner_id.user_id.filtered("active")
            if owner := owner or heads[message.company_id]:
                rows.append((message, owner))
        if not rows:
            return
        activities = (
            self.env["mail.activity"]
            .with_context(mail_activity_quick_update=True)
            .create([message._prepare_task_values(owner) for message, owner in rows])
        )
        for (message, _owner), activity in zip(rows, activities, strict=True):
            message.activity_id = activity

    def _prepare_task_values(self, user):
        """Values of a task; nothing confidential, since many may read it."""
        self.ensure_one()
        kind_id = self.env["ir.model.data"]._xmlid_to_res_id(
            self._get_task_kind(), raise_if_not_found=True
        )
        contact = self.partner_id
        return {
            "activity_type_id": kind_id,
            "res_model_id": self.env["ir.model"]._get_id("res.partner"),
            "res_id": contact.id,
            "res_name": contact.display_name,
            "summary": self.with_context(lang=user.lang)._get_task_text(),
            "user_id": user.id,
            "date_deadline": self._get_day(),
            "automated": True,
        }

    def _get_task_text(self):
        """What the task says, in the language of the context."""
        raise NotImplementedError

    def _get_task_kind(self):
        """External id of the kind of activity."""
        raise NotImplementedError

    def _finish(self):
        """Messages that were done by hand."""
        self.write({"state": "done"})
        self._log_touches()
