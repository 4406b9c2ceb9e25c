from odoo import api, fields, models
from odoo.exceptions import UserError

MANAGER = "crm_customer_care.group_manager"


class CareComplaint(models.Model):
    """What the customer is promised and gets, and what we learn from it."""

    _inherit = "care.complaint"

    compensation_ids = fields.One2many(
        "care.compensation", "complaint_id", string="Compensations"
    )
    promise_ids = fields.One2many(
        "care.complaint.promise", "complaint_id", string="Promises"
    )
    action_ids = fields.One2many(
        "care.complaint.action", "complaint_id", string="Measures"
    )
    promise_date = fields.Date(
        string="Promised until",
        compute="_compute_promise_date",
        store=True,
        help="The next promise that is to be kept.",
    )

    @api.depends("promise_ids.state", "promise_ids.promise_date")
    def _compute_promise_date(self):
        for complaint in self:
            waiting = complaint.promise_ids.filtered(lambda p: p.state == "open")
            complaint.promise_date = min(waiting.mapped("promise_date"), default=False)

    def _check_compensations(self):
        for complaint in self:
            if "waiting" in complaint.compensation_ids.mapped("state"):
                raise UserError(
                    self.env._(
                        "%(complaint)s: a compensation waits for a manager's approval. "
                        "Ask for it, or lower the amount, before the customer hears of "
                        "it.",
                        complaint=complaint.display_name,
                    )
                )

    def _get_missing_for_close(self):
        missing = super()._get_missing_for_close()
        for promise in self.promise_ids.filtered(lambda p: p.state == "open"):
            missing.append(
                self.env._("the promise “%(promise)s” kept", promise=promise.name)
            )
        return missing

    def _get_approver(self):
        """Who decides about compensations: the leader of the team, the head of key
        accounts, or another manager of the company."""
        # sudo: who that is, is no secret
        complaint = self.sudo()
        managers = self.env.ref(MANAGER).sudo().all_user_ids
        managers = managers.filtered(
            lambda user: user.active and complaint.company_id in user.company_ids
        ).sorted("id")
        policy = self.env["care.policy"]._get(complaint.company_id)
        wanted = complaint.team_id.user_id | policy.key_account_head_id
        return ((wanted & managers) or managers)[:1]
