from datetime import timedelta

from odoo import fields, models
from odoo.fields import Domain
from odoo.tools import format_datetime

from ...tools.send_time import local_day, utc_moment

# as in lists of labels
DANGER, WARNING = 1, 2


class CareDay(models.AbstractModel):
    """Complaints whose clocks run, the nearest deadline first."""

    _inherit = "care.day"

    def _get_sections(self, scope):
        complaint = self.env["care.complaint"]
        opened = Domain("is_open", "=", True) & self._get_answered_domain(scope)
        return super()._get_sections(scope) + [
            self._section(
                "complaints",
                self.env._("Open Complaints"),
                complaint._name,
                opened,
                sequence=5,
                place="main",
                order="deadline, id",
                groups=self._get_running_out(scope, opened),
                prepare=self._prepare_complaints(scope),
                buttons=[
                    {
                        "method": "action_open_form",
                        "label": self.env._("Complaint"),
                        "icon": "fa-bullhorn",
                        "key": "o",
                    }
                ],
            )
        ]

    def _get_running_out(self, scope, opened):
        """The complaints whose clocks have run out, and run out today."""
        now = fields.Datetime.now()
        midnight = utc_moment(scope.today + timedelta(days=1), 0, scope.zone)
        late = opened & Domain("deadline", "<", now)
        today = (
            opened & Domain("deadline", ">=", now) & Domain("deadline", "<", midnight)
        )
        parts = (
            (self.env._("Late"), DANGER, late),
            (self.env._("Run out Today"), WARNING, today),
        )
        complaints = self.env["care.complaint"]
        return [
            {
                "name": name,
                "color": color,
                "count": count,
                "list": self._list(name, complaints._name, domain),
            }
            for name, color, domain in parts
            if (count := complaints.search_count(domain))
        ]

    def _prepare_complaints(self, scope):
        def prepare(complaints):
            return [
                self._prepare_item(
                    complaint,
                    complaint._get_contact(),
                    subtitle=self._tell_complaint(complaint, scope),
                    owner=complaint.user_id.name if scope.is_team else "",
                    **self._get_deadline(complaint, scope),
                )
                for complaint in complaints
            ]

        return prepare

    def _tell_complaint(self, complaint, scope):
        """The subject, and what is due next."""
        clock = complaint.next_clock_id
        parts = [complaint.subject]
        if clock.deadline:
            labels = dict(clock._fields["milestone"]._description_selection(self.env))
            until = format_datetime(
                self.env,
                clock.deadline,
                tz=self._get_shown_zone(scope),
                dt_format="short",
            )
            parts.append(f"{labels[clock.milestone]} {until}")
        return " · ".join(parts)

    def _get_deadline(self, complaint, scope):
        if not complaint.deadline:
            return {}
        day = local_day(complaint.deadline, self._get_shown_zone(scope))
        late = complaint.deadline < fields.Datetime.now()
        # days late are those of the company, as all of the page
        late_days = (scope.today - local_day(complaint.deadline, scope.zone)).days
        return {"date": day.isoformat(), "late": max(late_days, 1) if late else 0}
