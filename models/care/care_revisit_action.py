from odoo import models
from odoo.exceptions import UserError

from ..argument import read_day, read_text


class CareRevisit(models.Model):
    """What its people do with a planned contact."""

    _inherit = "care.revisit"

    def action_snooze(self, until, reason):
        """Put planned contacts off to a day after today, for a reason."""
        reason = read_text(self.env, reason)
        if not reason:
            raise UserError(self.env._("Say why the contact is put off."))
        self._check_own()
        until = read_day(self.env, until)
        if not until or any(until <= revisit._get_today() for revisit in self):
            raise UserError(self.env._("Put it off to a day after today."))
        return self._redate(until, reason)

    def action_redate(self, day):
        """Move planned contacts to a day within their limit; later needs a reason."""
        self._check_own()
        day = read_day(self.env, day)
        if not day or any(day < revisit._get_today() for revisit in self):
            raise UserError(self.env._("Choose today or a later day."))
        late = self.filtered(lambda one: day > max(one.hard_date, one._get_today()))
        if late:
            raise UserError(
                self.env._(
                    "%(customers)s: that is later than the longest interval. Put off "
                    "these contacts, with a reason.",
                    customers=", ".join(late.partner_id.mapped("display_name")),
                )
            )
        return self._redate(day)

    def action_skip(self, reason):
        """Leave planned contacts out, for a reason; the next ones are counted from
        today."""
        reason = read_text(self.env, reason)
        if not reason:
            raise UserError(self.env._("Say why the contact is left out."))
        self._check_own()
        self._check_planned()
        # sudo: in charge of the customer, though not of the table
        self.sudo()._end("skipped", reason)
        self._replan(self.partner_id)
        return True

    def _redate(self, day, reason=False):
        """Move planned contacts, and their activities, to a day."""
        self._check_planned()
        # sudo: in charge of the customer, though not of the table
        for company, revisits in self.sudo().grouped("company_id").items():
            policy = self.env["care.policy"].sudo()._get(company)
            for revisit in revisits:
                is_later = day > policy._get_today()
                revisit.write(
                    {
                        "due_date": day,
                        "hard_date": max(revisit.hard_date, day),
                        "snooze_until": is_later and day,
                        "reason": reason,
                    }
                )
            revisits._move_activity(policy)
            revisits._plan_next_dates(policy, revisits.partner_id.ids)
        return True

    def _check_own(self):
        """Raise AccessError for customers that are not the user's to look after."""
        self.check_access("read")
        self.env["care.touch"].check_access("create")

    def _get_planned(self):
        """What is planned now for the same customers and requirements."""
        keys = {(one.partner_id, one.company_id, one.requirement) for one in self}
        found = self.search(
            [
                ("partner_id", "in", self.partner_id.ids),
                ("state", "=", "planned"),
                ("requirement", "in", self.mapped("requirement")),
            ]
        )
        return found.filtered(
            lambda one: (one.partner_id, one.company_id, one.requirement) in keys
        )

    # dialogs
    def action_open_done(self):
        """Ask what came out of planned contacts."""
        return self._open_dialog("care.revisit.form", self.env._("How Was It?"))

    def action_open_snooze(self):
        """Ask whether planned contacts are put off or left out."""
        return self._open_dialog("care.revisit.snooze", self.env._("Put Off"))

    def action_open_skip(self):
        return self._open_dialog(
            "care.revisit.snooze", self.env._("Leave Out"), default_what="skip"
        )

    def action_open_redate(self):
        return self._open_dialog(
            "care.revisit.snooze", self.env._("Move to a Day"), default_what="redate"
        )

    def action_open_briefing(self):
        """Show what to know before a planned contact."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.partner_id.display_name,
            "res_model": self._name,
            "res_id": self.id,
            "views": [(False, "form")],
            "target": "new",
        }

    def action_open_customer(self):
        self.ensure_one()
        return self.partner_id._care_get_form_action()

    def _open_dialog(self, model, name, **context):
        self._check_own()
        self._check_planned()
        return {
            "type": "ir.actions.act_window",
            "name": name,
            "res_model": model,
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_revisit_ids": self.ids, **context},
        }
