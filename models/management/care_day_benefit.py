from datetime import timedelta

from odoo import models
from odoo.fields import Domain

WEEK = 7


class CareDay(models.AbstractModel):
    """Steps of account plans that are due; for managers, choices to look at."""

    _inherit = "care.day"

    def _get_sections(self, scope):
        sections = [*super()._get_sections(scope), self._get_step_section(scope)]
        if self.env.user.has_group("crm_customer_care.group_manager"):
            sections.append(self._get_kept_section(scope))
        return sections

    def _get_step_section(self, scope):
        week = scope.today + timedelta(days=WEEK)
        domain = Domain("state", "=", "todo") & Domain("plan_id.state", "=", "active")
        domain &= Domain("date_deadline", "<=", week.isoformat())
        return self._section(
            "plan_steps",
            self.env._("Steps of Account Plans"),
            "care.plan.step",
            domain & scope.of("user_id"),
            sequence=60,
            order="date_deadline, id",
            prepare=lambda steps: self._prepare_steps(steps, scope),
            buttons=[
                {
                    "method": "action_open_plan",
                    "label": self.env._("Plan"),
                    "icon": "fa-road",
                    "key": "p",
                }
            ],
        )

    def _prepare_steps(self, steps, scope):
        return [
            self._prepare_item(
                step,
                step.partner_id,
                subtitle=f"{step.name} · {step.plan_id.name}",
                date=step.date_deadline.isoformat(),
                late=max((scope.today - step.date_deadline).days, 0),
                owner=step.user_id.name if scope.is_team else "",
            )
            for step in steps
        ]

    def _get_kept_section(self, scope):
        domain = Domain("is_current", "=", True) & Domain("state", "=", "kept")
        return self._section(
            "kept_benefits",
            self.env._("Benefits Not Granted: Chosen by Hand"),
            "care.benefit.grant",
            domain & self._get_linked_domain(scope),
            sequence=170,
            prepare=self._prepare_kept,
            buttons=[
                {
                    "method": "action_open_form",
                    "label": self.env._("Benefit"),
                    "icon": "fa-trophy",
                    "key": "b",
                }
            ],
        )

    def _prepare_kept(self, grants):
        return [
            self._prepare_item(
                grant,
                grant.partner_id,
                subtitle=" · ".join(
                    filter(None, [grant.benefit_id.name, grant.before_text])
                ),
            )
            for grant in grants
        ]
