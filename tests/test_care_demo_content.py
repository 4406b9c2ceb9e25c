from datetime import date

from odoo.tests import freeze_time

from .care_common import TouchCommon


@freeze_time(date(2026, 7, 15))
class TestDemoContent(TouchCommon):
    def test_gifts_and_events_of_all_states_are_there(self):
        self.env["care.demo"]._create_story(self.company)
        of_company = [("company_id", "=", self.company.id)]
        gifts = self.env["care.gift"].search(of_company)
        states = set(gifts.mapped("state"))
        self.assertEqual(states, {"planned", "given", "declined"})
        self.assertTrue(any(gifts.mapped("is_over_budget")))
        held, coming = self.env["care.invitation"].search(of_company, order="date")
        self.assertEqual((held.state, coming.state), ("done", "open"))
        self.assertEqual((held.attended_count, held.testimonial_count), (5, 2))
        self.assertEqual(len(held.line_ids.touch_id), 5)
        self.assertTrue(coming.audience_count)
