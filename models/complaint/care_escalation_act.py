from datetime import timedelta, timezone

from markupsafe import Markup
from pytz import timezone as zone_of

from odoo import fields, models

from .care_escalation_level import RUNGS

# a calendar without working hours in so many days has none
AHEAD = timedelta(days=30)


class CareEscalation(models.Model):
    """Whom a level tells, and what it does."""

    _inherit = "care.escalation"

    def _act(self, is_late=False):
        """Tell who is to be told; `is_late`: what waited for working hours."""
        for row in self:
            user, log = row._find_user()
            now = fields.Datetime.now()
            if not user:
                row.write({"state": "nobody", "reason": log})
                row._log_nobody(log)
                continue
            act_at = now if is_late else row._get_moment(user, now)
            row.write({"user_id": user.id, "reason": log, "act_at": act_at})
            if act_at <= now:
                row._tell(user)
                row.write({"state": "sent", "sent_at": now})

    # whom
    def _find_user(self):
        """Return who is told, and why others further down are not."""
        level, complaint = self.level_id, self.complaint_id
        names = [name for name, _label in RUNGS]
        start = 1 if level.whom == "user" else names.index(level.whom)
        # up from there; with nobody at the top better one below than no one
        names = names[start:] + names[:start][::-1]
        candidates = [("user", level.user_id)] if level.whom == "user" else []
        candidates += [(name, complaint._get_rung_user(name)) for name in names]
        told = self._get_told()
        labels = dict(level._fields["whom"]._description_selection(self.env))
        log = []
        for name, user in candidates:
            reason = self._get_refusal(user, told)
            if not reason:
                return user, "; ".join(log) or False
            log.append(f"{labels[name]}: {reason}")
        return self.env["res.users"], "; ".join(log)

    def _get_told(self):
        """Who was told before of the same thing."""
        rows = self.search(
            [
                ("complaint_id", "=", self.complaint_id.id),
                ("trigger", "=", self.trigger),
                ("cycle", "=", self.cycle),
                ("state", "in", ("sent", "waiting")),
                ("id", "!=", self.id),
            ]
        )
        return rows.user_id

    def _get_refusal(self, user, told):
        """Why a user can't be told, False otherwise."""
        if not user:
            return self.env._("none set")
        if not user.active or user.share:
            return self.env._("%(user)s does not work here any more", user=user.name)
        if user in told:
            return self.env._("%(user)s knows already", user=user.name)
        if not self._may_see(user):
            return self.env._("%(user)s may not see it", user=user.name)
        return False

    def _may_see(self, user):
        company = self.complaint_id.company_id
        if company not in user.company_ids:
            return False
        complaint = self.complaint_id.sudo(False).with_user(user)
        complaint = complaint.with_context(allowed_company_ids=company.ids)
        return complaint.has_access("read")

    # when
    def _get_moment(self, user, now):
        """Now, or when the user works next."""
        if self.level_id.timing == "now":
            return now
        company = self.complaint_id.company_id
        calendar = user.resource_calendar_id or company.resource_calendar_id
        if not calendar:
            return now
        start = now.replace(tzinfo=timezone.utc)
        spans = calendar._work_intervals_batch(
            start,
            start + AHEAD,
            domain=[
                ("time_type", "=", "leave"),
                ("company_id", "in", [False, company.id]),
            ],
            tz=zone_of(user.tz or calendar.tz or "UTC"),
        )[False]
        for begin, _stop, _meta in spans:
            begin = begin.astimezone(timezone.utc).replace(tzinfo=None)
            return max(begin, now)
        return now

    # what
    def _tell(self, user):
        level = self.level_id
        # queued: the job calls nobody outside
        complaint = self.complaint_id.with_context(
            lang=user.lang, mail_notify_force_send=False
        )
        summary = self._get_summary(user)
        if level.priority and level.priority > complaint.priority:
            complaint.priority = level.priority
        if level.do_reassign and complaint.user_id != user:
            handed = complaint.with_context(care_handover_reason=summary)
            handed.user_id = user
        if level.do_follow:
            complaint.message_subscribe(user.partner_id.ids)
        if level.do_activity:
            self.activity_id = complaint.activity_schedule(
                "crm_customer_care.mail_activity_type_escalation",
                summary=summary,
                user_id=user.id,
                date_deadline=fields.Date.context_today(
                    complaint.with_context(tz=user.tz)
                ),
            )
        if level.do_mail:
            complaint.message_notify(
                partner_ids=user.partner_id.ids,
                subject=f"{complaint.display_name}: {summary}",
                body=Markup("<p>%s</p>") % summary,
            )
        self._log_told(user)

    def _get_summary(self, user):
        row = self.with_context(lang=user.lang)
        clock = row.clock_id
        if not clock:
            return dict(row._fields["event"]._description_selection(row.env))[row.event]
        labels = dict(clock._fields["milestone"]._description_selection(row.env))
        milestone = labels[clock.milestone]
        if clock.state == "breached":
            return row.env._("%(milestone)s is late", milestone=milestone)
        return row.env._("%(milestone)s is due soon", milestone=milestone)

    def _log_told(self, user):
        told = self.env._(
            "%(level)s: %(user)s was told.", level=self.level_id.name, user=user.name
        )
        parts = [told, self.reason or ""]
        self.complaint_id._message_log(body=" ".join(filter(None, parts)))

    def _log_nobody(self, log):
        self.complaint_id._message_log(
            body=self.env._(
                "%(level)s: there is nobody to tell. %(reasons)s",
                level=self.level_id.name,
                reasons=log,
            )
        )


class CareComplaint(models.Model):
    _inherit = "care.complaint"

    def _get_rung_user(self, rung):
        """Who stands on a rung of the ladder for this complaint, or nobody."""
        if rung == "responsible":
            return self.user_id
        if rung == "supervisor":
            return self.team_id.user_id or self.user_id.sale_team_id.user_id
        if rung == "head":
            return self.env["care.policy"]._get(self.company_id).key_account_head_id
        team = self.commercial_partner_id.care_team_ids.filtered(
            lambda member: (
                member.role == "sponsor" and member.company_id == self.company_id
            )
        )
        return team.user_id.sorted("active", reverse=True)[:1]
