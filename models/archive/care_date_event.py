from datetime import timedelta

from odoo import api, models

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
        events = self.filtered("kind_id.is_life_event")
        vals_list = [
            date._prepare_task_values(today)
            for date, today in events._get_todays().items()
            if date._is_recent_event(today)
        ]
        if not vals_list:
            return
        # one task is told to whom it is given, a whole sheet of them is not
        quick = len(vals_list) > 1
        # sudo: the task stands on a customer that its creator may not change
        activities = self.env["mail.activity"].sudo()
        # names all at once: each activity asks for that of its customer
        events.commercial_partner_id.sudo().mapped("display_name")
        activities.with_context(mail_activity_quick_update=quick).create(vals_list)

    def _is_recent_event(self, today):
        """Whether it happened or will happen, is no mere anniversary and no secret."""
        if self.relation_id.is_secret:
            return False
        day = self._get_origin()
        if not day:
            return not self.kind_id.is_yearly
        return day >= today - timedelta(days=RECENT_DAYS)

    def _prepare_task_values(self, today):
        """Values of the activity; everybody may read it, so it says no more than that
        there is a reason."""
        customer, kind = self.commercial_partner_id, self.kind_id
        # sudo: whoever enters a date need not see users
        user = customer.sudo().user_id
        user = user if user.active and not user.share else self.env.user
        due = today + timedelta(days=kind.task_days)
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
        losses = self.filtered(lambda date: date.kind_id.code == "bereavement")
        for date, today in losses._get_todays().items():
            if date.relation_id.is_secret:
                continue
            company = date.partner_id.company_id or self.env.company
            days = self.env["care.policy"]._get(company).bereavement_days
            until = (date._get_origin() or today) + timedelta(days=days)
            # sudo: whoever enters dates need not be allowed to edit contacts
            person = date.partner_id.sudo()
            if until > (person.care_bereaved_until or today):
                person.care_bereaved_until = until
