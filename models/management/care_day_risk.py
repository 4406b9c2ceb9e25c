from odoo import models
from odoo.fields import Domain


class CareDay(models.AbstractModel):
    """Warnings, the greatest contribution at stake first, and who is won back."""

    _inherit = "care.day"

    def _get_sections(self, scope):
        lost = Domain("state", "=", "lost") & Domain("winback_state", "=", "running")
        return super()._get_sections(scope) + [
            self._get_risk_section(
                "risks", self.env._("Early Warnings"), "risk", scope
            ),
            self._get_risk_section(
                "chances", self.env._("Rising Stars"), "chance", scope
            ),
            self._section(
                "winbacks",
                self.env._("Win-back"),
                "care.loss",
                lost & scope.of("user_id"),
                sequence=46,
                order="contribution DESC, id",
                prepare=self._prepare_winbacks(scope),
                buttons=self._get_risk_buttons(),
            ),
        ]

    def _get_risk_section(self, code, name, kind, scope):
        # the customer's salesperson as of the last night: two columns are looked up in
        # their indexes, which the profiles of thirty thousand warnings are not
        mine = scope.of("user_id", "auto_user_id")
        return self._section(
            code,
            name,
            "care.risk",
            Domain("state", "=", "open") & Domain("kind", "=", kind) & mine,
            sequence={"risk": 8, "chance": 45}[kind],
            order="at_stake DESC, level DESC, id",
            prepare=self._prepare_risks(scope),
            buttons=self._get_risk_buttons(),
        )

    def _get_risk_buttons(self):
        return [
            {
                "method": "action_open_form",
                "label": self.env._("Unresolved"),
                "icon": "fa-folder-open-o",
                "key": "o",
            }
        ]

    def _prepare_risks(self, scope):
        labels = dict(
            self.env["care.risk"]._fields["reason"]._description_selection(self.env)
        )

        def prepare(risks):
            return [
                self._prepare_item(
                    risk,
                    risk.partner_id,
                    subtitle=f"{labels[risk.reason]}: {risk.text}",
                    owner=risk.user_id.name if scope.is_team else "",
                )
                for risk in risks
            ]

        return prepare

    def _prepare_winbacks(self, scope):
        def prepare(losses):
            return [
                self._prepare_item(
                    loss,
                    loss.partner_id,
                    subtitle=loss.next_step or loss.reason_id.display_name,
                    date=loss.next_step_date and loss.next_step_date.isoformat(),
                    owner=loss.user_id.name if scope.is_team else "",
                )
                for loss in losses
            ]

        return prepare
