from odoo import api, models
from odoo.exceptions import UserError

from ..argument import read_day, read_text


class CareRisk(models.Model):
    """What people do with warnings."""

    _inherit = "care.risk"

    def action_snooze(self, until, reason):
        """Put warnings off to a day after today, for a reason; what gets worse comes
        back at once."""
        reason = self._check_decision(reason)
        until = read_day(self.env, until)
        if not until or any(until <= risk._get_today() for risk in self):
            raise UserError(self.env._("Put it off to a day after today."))
        # sudo: in charge of the customer, though not of the table
        self.sudo().write(
            {"state": "snoozed", "snooze_until": until, "snooze_reason": reason}
        )
        return True

    def action_close(self, note):
        """Close warnings by hand, saying what was found: they stay quiet until the
        signal gets worse, or was gone and came back."""
        note = self._check_decision(note)
        # sudo: in charge of the customer, though not of the table
        for company, risks in self.sudo().grouped("company_id").items():
            risks.write(
                {
                    "state": "closed",
                    "closed_date": self.env["care.policy"]._get(company)._get_today(),
                    "close_reason": "hand",
                    "close_note": note,
                    "snooze_until": False,
                }
            )
        return True

    def action_reopen(self):
        """Open again what was put off or closed by hand."""
        self.check_access("write")
        if any(not risk.is_live for risk in self):
            raise UserError(
                self.env._(
                    "The signal is gone: the warning comes back by itself if it shows "
                    "again."
                )
            )
        # sudo: in charge of the customer, though not of the table
        self.sudo().write(
            {
                "state": "open",
                "snooze_until": False,
                "closed_date": False,
                "close_reason": False,
            }
        )
        return True

    @api.model
    def _end_lost(self, partners, company):
        """Close what warned of the loss of customers that are lost by now."""
        self.search(
            [
                ("partner_id", "in", partners.ids),
                ("company_id", "=", company.id),
                ("is_live", "=", True),
            ]
        ).write(
            {
                "state": "closed",
                "is_live": False,
                "closed_date": self.env["care.policy"]._get(company)._get_today(),
                "close_reason": "lost",
                "snooze_until": False,
            }
        )

    def _check_decision(self, reason):
        self.check_access("write")
        reason = read_text(self.env, reason)
        if not reason:
            raise UserError(self.env._("Say why: whoever looks next wants to know."))
        if any(risk.state == "closed" for risk in self):
            raise UserError(self.env._("What is closed is neither put off nor closed."))
        return reason

    def _get_today(self):
        return self.env["care.policy"]._get(self.company_id)._get_today()

    def action_open_snooze(self):
        return self._open_decision("snooze")

    def action_open_close(self):
        return self._open_decision("close")

    def _open_decision(self, what):
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Put Off")
            if what == "snooze"
            else self.env._("Close by Hand"),
            "res_model": "care.risk.decide",
            "view_mode": "form",
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_risk_ids": self.ids, "default_what": what},
        }

    def action_mark_lost(self):
        """The warning came too late: open the form of a loss."""
        self.ensure_one()
        return self.env["care.loss"]._get_mark_action(self.partner_id, self.company_id)
