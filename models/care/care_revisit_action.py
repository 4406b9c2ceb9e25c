from odoo import fields, models
from odoo.exceptions import UserError


class CareRevisit(models.Model):
    """What its people do with a planned contact."""

    _inherit = "care.revisit"

    def action_snooze(self, until, reason):
        """Put planned contacts off to a day, for a reason."""
        self._check_own()
        self._check_planned()
        until = fields.Date.to_date(until)
        for policy, revisits in self.grouped(
            lambda revisit: revisit.env["care.policy"]._get(revisit.company_id)
        ).items():
            if not until or until <= policy._get_today():
                raise UserError(self.env._("Put it off to a day after today."))
            # sudo: in charge of the customer, though not of the table
            plan = revisits.sudo()
            plan.write({"due_date": until, "snooze_until": until, "reason": reason})
            for revisit in plan:
                revisit.hard_date = max(revisit.hard_date, until)
            plan._move_activity(policy)
            plan._plan_next_dates(policy, revisits.partner_id.ids)
        return True

    def action_skip(self, reason):
        """Leave planned contacts out, for a reason; the next ones are counted from
        today."""
        self._check_own()
        self._check_planned()
        if not reason or not reason.strip():
            raise UserError(self.env._("Say why the contact is left out."))
        # sudo: in charge of the customer, though not of the table
        self.sudo()._end("skipped", reason)
        self._replan(self.partner_id)
        return True

    def _check_own(self):
        """Raise AccessError for customers that are not the user's to look after."""
        self.check_access("read")
        self.env["care.touch"].check_access("create")
