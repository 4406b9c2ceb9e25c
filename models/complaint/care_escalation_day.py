from odoo import models
from odoo.fields import Domain

from ...tools.send_time import local_day


class CareDay(models.AbstractModel):
    """Complaints that were brought before somebody who has not taken note yet."""

    _inherit = "care.day"

    def _get_sections(self, scope):
        sections = super()._get_sections(scope)
        if not self.env["care.escalation"].has_access("read"):
            return sections
        told = Domain("state", "=", "sent") & Domain("acknowledged_at", "=", False)
        told &= Domain("complaint_id.is_open", "=", True) & scope.of("user_id")
        return sections + [
            self._section(
                "escalations",
                self.env._("Escalated Complaints"),
                "care.escalation",
                told,
                sequence=4,
                place="main",
                order="sent_at, id",
                prepare=self._prepare_escalations(scope),
                buttons=[
                    {
                        "method": "action_acknowledge",
                        "label": self.env._("Take Note"),
                        "icon": "fa-check",
                        "key": "n",
                    }
                ],
            )
        ]

    def _prepare_escalations(self, scope):
        zone = self._get_shown_zone(scope)

        def prepare(rows):
            return [
                self._prepare_item(
                    row,
                    row.complaint_id._get_contact(),
                    subtitle=f"{row._get_summary(self.env.user)} · "
                    f"{row.complaint_id.subject}",
                    owner=row.user_id.name if scope.is_team else "",
                    date=local_day(row.sent_at, zone).isoformat(),
                )
                for row in rows
            ]

        return prepare
