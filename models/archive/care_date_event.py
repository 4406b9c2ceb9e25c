from datetime import timedelta

from odoo import api, models

from ...tools import occurrence

# what is longer ago was entered to complete the archive, not because it happened
RECENT_DAYS = 180


class CareDate(models.Model):
    """Life events: somebody gets in touch, and mourning is respected."""

    _inherit = "care.date"

    @api.model_create_multi
    def create(self, vals_list):
        dates = super().create(vals_list)
        dates._plan_tasks()
        dates._set_mourning()
        return dates

    def write(self, vals):
        result = super().write(vals)
        if not {"kind_id", "partner_id", "month", "day", "year"}.isdisjoint(vals):
            self._set_mourning()
        return result

    def _plan_tasks(self):
        """Give the salesperson of each customer a task for what happened lately."""
        vals_list = [
            date._prepare_task_values()
            for date in self
            if date.kind_id.is_life_event and date._is_recent_event()
        ]
        if vals_list:
            # one task is told to whom it is given, a whole sheet of them is not
            quick = len(vals_list) > 1
            # sudo: the task stands on a customer that its creator may not change
            activities = self.env["mail.activity"].sudo()
            activities.with_context(mail_activity_quick_update=quick).create(vals_list)

    def _is_recent_event(self):
        """Whether it happened or will happen, is no mere anniversary and no secret."""
        if self.relation_id.is_secret:
            return False
        day = self._get_origin()
        if not day:
            return not self.kind_id.is_yearly
        return day >= self._get_today() - timedelta(days=RECENT_DAYS)

    def _prepare_task_values(self):
        """Values of the activity; everybody may read it, so it says no more than that
        there is a reason."""
        customer, kind = self.commercial_partner_id, self.kind_id
        # sudo: whoever enters a date need not see users
        user = customer.sudo().user_id
        user = user if user.active and not user.share else self.env.user
        due = self._get_today() + timedelta(days=kind.task_days)
        summary = kind.with_context(lang=user.lang).task_summary
        name = self.partner_id.name
        default = self.env.ref("mail.mail_activity_data_todo", False)
        return {
            "res_model_id": self.env["ir.model"]._get("res.partner").id,
            "res_id": customer.id,
            "activity_type_id": (kind.activity_type_id or default).id,
            "summary": f"{summary}: {name}" if summary else name,
            "user_id": user.id,
            "date_deadline": max(due, self._get_origin() or due),
            "automated": True,
        }

    def _set_mourning(self):
        """Keep cheerful wishes from whoever lost somebody."""
        for date in self:
            if date.kind_id.code != "bereavement" or date.relation_id.is_secret:
                continue
            company = date.partner_id.company_id or self.env.company
            policy = self.env["care.policy"]._get(company)
            begin = date._get_origin() or date._get_today()
            until = begin + timedelta(days=policy.bereavement_days)
            # sudo: whoever enters dates need not be allowed to edit contacts
            person = date.partner_id.sudo()
            if until > (person.care_bereaved_until or date._get_today()):
                person.care_bereaved_until = until

    def _get_origin(self):
        """The day itself where its year is known, else None."""
        return occurrence.origin(self._get_partial())
