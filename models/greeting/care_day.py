from datetime import timedelta

from odoo import models
from odoo.fields import Domain

from .care_greeting_rule import AUTOMATIC

WEEK = 7
WAITING = ("planned", "approved")


class CareDay(models.AbstractModel):
    """Greetings to approve and to do by hand, and news to tell on the phone."""

    _inherit = "care.day"

    def _get_sections(self, scope):
        return super()._get_sections(scope) + [
            self._get_approval_section(scope),
            self._get_by_hand_section(scope),
            self._get_calls_section(scope),
        ]

    def _get_approval_section(self, scope):
        return self._section(
            "greetings_to_approve",
            self.env._("Greetings to Approve"),
            "care.greeting",
            Domain("state", "=", "to_approve") & scope.of("user_id"),
            sequence=90,
            order="occasion_date, id",
            prepare=self._prepare_greetings,
            buttons=[
                {
                    "method": "action_approve",
                    "label": self.env._("Approve"),
                    "icon": "fa-check",
                    "key": "a",
                },
                self._skip_button(),
            ],
        )

    def _get_by_hand_section(self, scope):
        week = (scope.today + timedelta(days=WEEK)).isoformat()
        by_hand = Domain("state", "in", WAITING) & Domain("occasion_date", "<=", week)
        by_hand &= Domain("channel", "not in", AUTOMATIC)
        return self._section(
            "greetings_by_hand",
            self.env._("Greetings by Hand"),
            "care.greeting",
            (by_hand | Domain("state", "=", "missed")) & scope.of("user_id"),
            sequence=100,
            order="occasion_date, id",
            prepare=self._prepare_greetings,
            buttons=[
                {
                    "method": "action_done",
                    "label": self.env._("Done by Hand"),
                    "icon": "fa-check",
                    "key": "d",
                },
                self._skip_button(),
            ],
        )

    def _get_calls_section(self, scope):
        waiting = Domain("state", "=", "planned") & Domain("channel", "=", "call")
        waiting &= Domain("notice_id.state", "in", ("sending", "done"))
        return self._section(
            "notices_to_call",
            self.env._("Notices by Phone"),
            "care.notice.line",
            waiting & scope.of("user_id"),
            sequence=110,
            order="notice_id, id",
            prepare=self._prepare_calls,
            buttons=[
                {
                    "method": "action_done",
                    "label": self.env._("Called"),
                    "icon": "fa-check",
                    "key": "d",
                },
                self._skip_button("action_skip"),
            ],
        )

    def _skip_button(self, method="action_open_skip"):
        return {
            "method": method,
            "label": self.env._("Leave Out"),
            "icon": "fa-ban",
            "key": "k",
        }

    def _prepare_greetings(self, greetings):
        return [
            self._prepare_item(
                greeting,
                greeting.partner_id,
                subtitle=greeting.occasion_id.name,
                date=greeting.occasion_date.isoformat(),
            )
            for greeting in greetings
        ]

    def _prepare_calls(self, lines):
        return [
            self._prepare_item(line, line.partner_id, subtitle=line.notice_id.name)
            for line in lines
        ]
