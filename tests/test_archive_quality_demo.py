from datetime import date

from freezegun import freeze_time

from odoo.tests import tagged

from .common import CareCommon

TODAY = date(2026, 7, 15)


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestQualityDemo(CareCommon):
    def test_the_demo_verifies_and_audits(self):
        story = self.env["care.demo"]._create_story(self.company)
        own = [("company_id", "=", self.company.id)]
        profiles = self.env["care.profile"].search(own)
        self.assertEqual(profiles._refresh_completeness(companies=self.company), 0)
        self.assertGreater(len(set(profiles.mapped("completeness"))), 3)
        verified = profiles.filtered("verified_date")
        self.assertTrue(len(profiles) > len(verified) > len(profiles) // 3)
        self.assertTrue(any(verified.mapped("is_verify_overdue")))
        audits = self.env["care.audit"].search(own)
        users = {user.id for user in story.users.values()}
        for state in ("drawn", "done"):
            of_state = audits.filtered_domain([("state", "=", state)])
            self.assertEqual(set(of_state.user_id.ids), users)
        self.assertFalse(self.policy.verification_active)
