from datetime import date

from odoo.fields import Datetime
from odoo.tests import tagged

from .ladder_common import LadderCommon


@tagged("post_install", "-at_install")
class TestComplaintAnalysis(LadderCommon):
    def digests(self):
        return self.env["mail.mail"].search([("subject", "=like", "Care: complaints%")])

    def run_digest(self, moment):
        self.env.flush_all()
        cron = self.env.ref("crm_customer_care.ir_cron_complaint_digest")
        with self.at(moment), self.enter_registry_test_mode():
            cron.method_direct_trigger()
        self.env.invalidate_all()

    def test_managers_get_one_digest_a_month(self):
        manager = self.user("manager", name="Boss", email="boss@example.com")
        self.user("salesperson", email="seller@example.com")
        cause = self.cause()
        self.case(cause_id=cause.id)
        with self.at("2026-06-08 11:00"):
            self.finish(self.case(cause_id=cause.id))
        for moment in ("2026-07-01 09:00", "2026-07-02 09:00", "2026-07-31 09:00"):
            self.run_digest(moment)
        mine = self.digests().filtered(
            lambda mail: mail.email_to == manager.email_formatted
        )
        self.assertEqual(len(mine), 1)
        self.assertEqual(mine.state, "outgoing")
        # the mail server may be down for a while
        until = Datetime.to_datetime("2026-07-04 01:00:00")
        self.assertEqual(mine.care_retry_until, until)
        self.assertIn("June 2026", mine.body_html)
        self.assertIn(cause.display_name, mine.body_html)
        self.assertNotIn(
            "seller@example.com", "".join(self.digests().mapped("email_to"))
        )

    def test_no_digest_before_the_switch(self):
        self.user("manager", email="boss@example.com")
        self.policy.escalation_active = False
        self.run_digest("2026-07-01 09:00")
        self.assertFalse(self.digests())

    def test_the_numbers_are_those_of_the_month_of_the_company(self):
        self.case("2026-05-31 23:30")
        with self.at("2026-06-08 11:00"):
            self.finish(self.case("2026-06-05 16:00"))
        with self.at("2026-06-09 16:00"):
            self.finish(self.case("2026-06-05 16:00"))
        self.case("2026-06-20 10:00").action_cancel()
        numbers = self.policy._get_complaint_numbers(date(2026, 6, 1))
        self.assertEqual(
            numbers,
            {"received": 2, "closed": 2, "again": 0, "open": 1, "in_time": 50},
        )

    def test_clocks_are_analysed_by_whoever_sees_the_complaint(self):
        case = self.case(severity="2")
        with self.at("2026-06-08 11:00"):
            self.finish(case)
        self.case("2026-06-05 16:00")
        self.run_clocks("2026-06-08 17:00")
        report = self.env["care.complaint.clock.report"]
        groups = report.with_user(self.leader)._read_group(
            [("company_id", "=", self.company.id)],
            ["milestone"],
            ["in_time:avg", "used_hours:avg", "late_hours:avg"],
        )
        self.assertEqual(groups, [("resolve", 50.0, 4.0, 1.0)])
        self.buyer.user_id = self.user()
        self.assertTrue(report.with_user(self.buyer.user_id).search([]))
        self.assertFalse(report.with_user(self.user()).search([]))
