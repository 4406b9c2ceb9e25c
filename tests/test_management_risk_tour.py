from odoo.tests import HttpCase, freeze_time, tagged

from .risk_common import RiskCommon

LATE = {"mean_interval_days": 30, "last_purchase_date": "2026-05-01"}


@tagged("post_install", "-at_install")
class TestRiskTour(RiskCommon, HttpCase):
    def look(self, day=RiskCommon.TODAY):
        """What the job does: a browser is in its way."""
        with freeze_time(f"{day} 12:00:00"):
            risks = self.env["care.risk"].sudo()
            risks._follow_signals(self.policy, self.policy.risk_signal_ids.ids)

    def test_a_salesperson_answers_a_warning(self):
        great = self.known(name="Great Customer", contribution=9000, **LATE)
        self.known(name="Small Customer", contribution=10, **LATE)
        self.look()
        self.start_tour("/odoo/warnings", "care_risk_playbook", login=self.owner.login)
        risk = self.risks(great)
        self.assertEqual((risk.state, risk.close_reason), ("closed", "lost"))
        self.assertEqual(risk.step_ids.user_id, self.owner)
        loss = self.env["care.loss"].search([("partner_id", "=", great.id)])
        self.assertEqual((loss.winback_state, loss.user_id), ("running", self.owner))
