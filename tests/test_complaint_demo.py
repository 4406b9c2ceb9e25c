from datetime import date

from odoo.tests import freeze_time

from .complaint_common import ComplaintCommon


@freeze_time(date(2026, 7, 15))
class TestDemoComplaints(ComplaintCommon):
    def test_complaints_are_at_all_steps_and_some_are_over(self):
        self.env["care.demo"]._create_story(self.company)
        mine = [("company_id", "=", self.company.id)]
        complaints = self.env["care.complaint"].search(mine)
        self.assertEqual(
            set(complaints.mapped("state")),
            {
                *("received", "acknowledged", "assessed", "investigating"),
                *("communicated", "options", "closed"),
            },
        )
        self.assertEqual(
            set(complaints.mapped("kind")), {"complaint", "suggestion", "praise"}
        )
        states = set(complaints.clock_ids.mapped("state"))
        self.assertLessEqual({"running", "paused", "met"}, states)
        self.assertTrue(complaints.promise_ids and complaints.compensation_ids)
