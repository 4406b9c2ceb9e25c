from datetime import date, datetime, timezone
from zoneinfo import ZoneInfo

from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.tools import SQL

from ..mail_mail import RETRY
from .care_complaint import OPEN_STATES

CAUSES = 5
NEVER = date.min


class CarePolicy(models.Model):
    """What managers read once a month about complaints."""

    _inherit = "care.policy"

    complaint_digest_month = fields.Date(readonly=True, copy=False)

    @api.model
    def _cron_complaint_digest(self):
        """Queue the digest of the last month, once per company."""
        # sudo: the job serves every company
        policies = self.sudo().search([("escalation_active", "=", True)], order="id")
        due = policies.filtered(
            lambda one: (one.complaint_digest_month or NEVER) < one._get_last_month()
        )
        self.env["care.ledger"]._work_for_each(due, self._digest_by_job, once=True)

    def _digest_by_job(self, policy, _remaining):
        self.env["care.ledger"]._try_again(policy._queue_complaint_digest)
        return True

    def _get_last_month(self):
        return self._get_today().replace(day=1) - relativedelta(months=1)

    def _queue_complaint_digest(self):
        policy, month = self, self._get_last_month()
        self.env.execute_query(
            SQL("SELECT 1 FROM care_policy WHERE id = %s FOR NO KEY UPDATE", policy.id)
        )
        if policy.complaint_digest_month and policy.complaint_digest_month >= month:
            return
        policy.complaint_digest_month = month
        self.env["mail.mail"].create(
            [policy._prepare_digest_mail(user, month) for user in policy._get_readers()]
        )

    def _get_readers(self):
        """Managers of the company who have an address."""
        group = self.env.ref("crm_customer_care.group_manager")
        return group.all_user_ids.filtered(
            lambda user: (
                user.active
                and not user.share
                and user.email
                and user != self.env.ref("base.user_root")
                and self.company_id in user.company_ids
            )
        )

    def _prepare_digest_mail(self, user, month):
        policy = self.with_context(lang=user.lang)
        body = self.env["ir.qweb"]._render(
            "crm_customer_care.care_complaint_digest",
            {
                "company": self.company_id,
                "month": month,
                "now": policy._get_complaint_numbers(month),
                "before": policy._get_complaint_numbers(
                    month - relativedelta(months=1)
                ),
                "causes": policy._get_complaint_causes(month),
                "user": user,
            },
            lang=user.lang,
        )
        return {
            "subject": policy.env._(
                "%(company)s: complaints of the month", company=self.company_id.name
            ),
            "email_to": user.email_formatted,
            "body_html": body,
            "auto_delete": True,
            "care_retry_until": fields.Datetime.now() + RETRY,
        }

    def _get_month_bounds(self, month):
        """The first moments of a month and of the next one, UTC."""
        zone = ZoneInfo(self._get_zone())
        return [
            datetime(day.year, day.month, 1, tzinfo=zone)
            .astimezone(timezone.utc)
            .replace(tzinfo=None)
            for day in (month, month + relativedelta(months=1))
        ]

    def _get_complaint_numbers(self, month):
        """Return {name: number} of complaints in a month."""
        start, stop = self._get_month_bounds(month)
        # sudo: the digest counts all complaints of the company
        complaints = self.env["care.complaint"].sudo()
        clocks = self.env["care.complaint.clock"].sudo()
        mine = [("company_id", "=", self.company_id.id)]
        kind = [*mine, ("kind", "=", "complaint"), ("state", "!=", "cancelled")]
        received = [("received_date", ">=", start), ("received_date", "<", stop)]
        reached = [*mine, ("met_at", ">=", start), ("met_at", "<", stop)]
        in_time = clocks.search_count([*reached, ("state", "=", "met")])
        ended = clocks.search_count(reached)
        return {
            "received": complaints.search_count(kind + received),
            "closed": complaints.search_count(
                [*kind, ("closed_date", ">=", start), ("closed_date", "<", stop)]
            ),
            "again": complaints.search_count([*kind, *received, ("cycle", ">", 1)]),
            "open": complaints.search_count([*kind, ("state", "in", OPEN_STATES)]),
            "in_time": round(100 * in_time / ended) if ended else None,
        }

    def _get_complaint_causes(self, month):
        """Return [(cause, complaints)] of a month, the most frequent first."""
        start, stop = self._get_month_bounds(month)
        # sudo: the digest counts all complaints of the company
        complaints = self.env["care.complaint"].sudo()
        groups = complaints._read_group(
            [
                ("company_id", "=", self.company_id.id),
                ("kind", "=", "complaint"),
                ("state", "!=", "cancelled"),
                ("cause_id", "!=", False),
                ("received_date", ">=", start),
                ("received_date", "<", stop),
            ],
            ["cause_id"],
            ["__count"],
            order="__count DESC, cause_id",
            limit=CAUSES,
        )
        return [(cause.display_name, count) for cause, count in groups]
