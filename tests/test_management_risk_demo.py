from datetime import date

from odoo.tests import freeze_time, tagged

from .common import CareCommon

# what needs books, or months that have passed, is tried elsewhere
EXPECTED = {
    *("orders_falling", "gap_widening", "silence", "complaint_open", "low_rating"),
    *("complaint_repeated", "competitor", "sponsor_gone", "tier_fallen"),
    *("quadrant_fallen", "rising_star"),
}


@freeze_time(date(2026, 7, 15))
@tagged("post_install", "-at_install")
class TestRiskDemo(CareCommon):
    def test_the_story_has_a_warning_of_every_kind_and_losses(self):
        self.env["care.demo"]._create_story(self.company)
        found = [("company_id", "=", self.company.id)]
        risks = self.env["care.risk"].search(found)
        self.assertLessEqual(EXPECTED, set(risks.mapped("reason")))
        self.assertTrue(all(risks.mapped("text")))
        self.assertTrue(risks.filtered("plan_date"))
        self.assertIn("snoozed", risks.mapped("state"))
        losses = self.env["care.loss"].search(found)
        self.assertEqual(
            sorted(losses.mapped("winback_state")), ["none", "returned", "running"]
        )
        self.assertTrue(all(loss.contribution > 0 for loss in losses))
        self.assertTrue(losses.action_ids)
        funnel = self.env["care.funnel.report"].search(found)
        self.assertEqual(set(funnel.mapped("move")), {"won", "lost", "returned"})
        self.assertFalse(self.env["care.profile"]._refresh(self.company).written)
