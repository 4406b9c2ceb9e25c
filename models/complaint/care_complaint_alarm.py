from odoo import api, fields, models
from odoo.tools import SQL

from .care_complaint import OPEN_STATES
from .care_escalation_event import SAME_CAUSE

DAYS = 14


class CareComplaintAction(models.Model):
    """The same cause again: something must be changed, once per cause and time."""

    _inherit = "care.complaint.action"

    # a complaint raises the alarm of a cause once
    alarm_key = fields.Char(readonly=True, copy=False)
    is_alarm = fields.Boolean(
        string="Repeated Cause",
        compute="_compute_is_alarm",
        search="_search_is_alarm",
        help="Opened because the same cause came again.",
    )

    _alarm_key_uniq = models.UniqueIndex(
        "(alarm_key) WHERE alarm_key IS NOT NULL",
        "This complaint has raised the alarm already.",
    )

    @api.depends("alarm_key")
    def _compute_is_alarm(self):
        for action in self:
            action.is_alarm = bool(action.alarm_key)

    def _search_is_alarm(self, operator, value):
        if operator != "in":
            return NotImplemented
        return [("alarm_key", "!=" if True in value else "=", False)]

    @api.model
    def _find_repeated(self, companies):
        """Ids of open complaints whose cause came before and has no measure yet."""
        self.env.flush_all()
        rows = self.env.execute_query(
            SQL(
                """SELECT c.id FROM care_complaint c
                     JOIN care_policy p ON p.company_id = c.company_id
                    WHERE c.company_id = ANY(%(companies)s) AND c.kind = 'complaint'
                      AND c.state = ANY(%(states)s) AND EXISTS (%(same)s)
                      AND NOT EXISTS (
                          SELECT 1 FROM care_complaint_action a
                           WHERE a.cause_id = c.cause_id
                             AND a.company_id = c.company_id
                             AND (a.partner_id = c.commercial_partner_id
                                  OR a.product_id = c.product_id)
                             AND (a.state = 'open' OR a.create_date > c.received_date
                                  - make_interval(days => p.repeat_cause_days)))
                    ORDER BY c.id""",
                companies=companies,
                states=list(OPEN_STATES),
                same=SAME_CAUSE,
            )
        )
        return [number for [number] in rows]

    @api.model
    def _raise_alarm(self, ids):
        """Open a measure for a complaint, unless another one has just done it."""
        complaint = self.env["care.complaint"].browse(ids)._lock_for_ladder()
        if complaint.id in self._find_repeated(complaint.company_id.ids):
            # queued: the job calls nobody outside
            actions = self.with_context(mail_notify_force_send=False)
            actions.create(complaint._prepare_alarm_values())


class CareComplaint(models.Model):
    _inherit = "care.complaint"

    def _prepare_alarm_values(self):
        owner = self.cause_id._get_owner() or self.user_id
        today = fields.Date.context_today(self)
        return {
            "name": self.env._(
                "The same cause again: %(cause)s", cause=self.cause_id.name
            ),
            "alarm_key": f"{self.id}-{self.cause_id.id}",
            "complaint_id": self.id,
            "kind": "corrective",
            "step": "correction",
            "user_id": owner.id,
            "due_date": fields.Date.add(today, days=DAYS),
        }


class CareEscalation(models.Model):
    _inherit = "care.escalation"

    @api.model
    def _get_jobs(self):
        # sudo: the job serves every company
        actions = self.env["care.complaint.action"].sudo()
        return [*super()._get_jobs(), (actions._find_repeated, actions._raise_alarm)]
