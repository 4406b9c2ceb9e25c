from odoo import api, models
from odoo.exceptions import UserError
from odoo.tools import SQL


class CareLoss(models.Model):
    """How customers come back: by a plan, by themselves, or since it was a mistake."""

    _inherit = "care.loss"

    def _check_lost(self):
        if any(loss.state != "lost" for loss in self):
            raise UserError(
                self.env._(
                    "This customer is not marked as lost any more: nothing to do."
                )
            )

    def action_start_playbook(self):
        """Start the win-back plan, once."""
        self._check_lost()
        result = super().action_start_playbook()
        # sudo: checked above
        self.sudo().winback_state = "running"
        return result

    def action_give_up(self):
        """Try no more to win these customers back; their open steps go."""
        self.check_access("write")
        self._check_lost()
        self._drop_steps()
        # sudo: checked above
        self.sudo().winback_state = "given_up"
        return True

    def action_undo(self):
        """Take back a loss marked by mistake: the customer is cared for as before."""
        self.check_access("write")
        self._check_lost()
        self._drop_steps()
        # sudo: checked above
        self.sudo()._undo()
        self._follow()
        return True

    def _undo(self):
        for company, losses in self.grouped("company_id").items():
            today = self.env["care.policy"]._get(company)._get_today()
            losses.write({"state": "undone", "undone_date": today})

    def _drop_steps(self):
        # sudo: the steps go with what they are for
        self.sudo().step_ids.filtered("active").unlink()

    def _follow(self):
        """Let plans of contacts, warnings and the segment follow losses."""
        lost = self.filtered(lambda loss: loss.state == "lost")
        # sudo: warnings follow losses, whoever marks these
        risks = self.env["care.risk"].sudo()
        for company, losses in lost.grouped("company_id").items():
            risks._end_lost(losses.partner_id, company)
        self.env["care.revisit"]._replan(self.partner_id)
        # sudo: who marks a loss starts this one job
        self.env.ref("crm_customer_care.ir_cron_refresh_recent").sudo()._trigger()

    @api.model
    def _follow_purchases(self, policy, as_of):
        """Mark lost customers that have bought since as returned; return them."""
        self.env.flush_all()
        rows = self.env.execute_query(self._get_returned(policy, as_of))
        # sudo: losses follow the purchases, whoever refreshes them
        returned = self.sudo().browse([number for number, _day in rows])
        for loss, (_number, day) in zip(returned, rows, strict=True):
            vals = {"state": "returned", "returned_date": day}
            loss.write({**vals, "winback_state": "returned"})
        if returned:
            returned._follow()
            self.env.flush_all()
        return returned

    @api.model
    def _get_returned(self, policy, as_of):
        """SELECT (id, day) of losses after which the customer bought."""
        # sudo: losses follow the purchases, whoever refreshes them
        lost = self.sudo().search(
            [("company_id", "=", policy.company_id.id), ("state", "=", "lost")]
        )
        if not lost:
            return SQL("SELECT NULL WHERE FALSE")
        purchases = SQL(" UNION ALL ").join(
            [
                SQL(
                    """SELECT date, partner_id, amount FROM (%s) y
                        WHERE partner_id = ANY(%s)""",
                    source,
                    lost.partner_id.ids,
                )
                for source in policy._care_purchase_sources().values()
            ]
        )
        return SQL(
            """SELECT l.id, min(b.date) FROM care_loss l
                 JOIN (%s) b ON b.partner_id = l.partner_id AND b.date > l.date
                      AND b.date <= %s AND b.amount >= 0
                WHERE l.id = ANY(%s) GROUP BY 1 ORDER BY 1""",
            purchases,
            as_of,
            lost.ids,
        )
