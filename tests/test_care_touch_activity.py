from datetime import timedelta

from odoo.fields import Command
from odoo.tests import freeze_time, tagged

from .care_automatic_common import AutomaticCommon


@freeze_time("2026-07-01 10:00:00")
@tagged("post_install", "-at_install")
class TestActivities(AutomaticCommon):
    def test_a_done_call_is_a_contact(self):
        self.activity(summary="Ask for the plan").action_feedback("He < she\nagreed")
        touch = self.touches()
        self.assertEqual(
            (touch.channel_id.letter, touch.user_id, touch.summary, touch.effective),
            ("T", self.seller, "Ask for the plan", True),
        )
        self.assertEqual(touch.note, "He &lt; she<br>agreed")
        self.assertEqual(touch.company_id, self.company)

    def test_documents_of_the_customer_count_as_the_customer(self):
        person = self.person(self.buyer)
        for record in (self.opportunity(person), self.order(self.buyer)):
            self.activity(record).action_feedback()
        self.assertEqual(self.letters(), "TT")
        self.assertEqual(self.touches().partner_id, person | self.buyer)

    def test_tasks_and_open_activities_are_no_contacts(self):
        self.activity(kind="todo").action_feedback()
        self.activity(kind="call")
        self.activity(kind="call").unlink()
        self.assertFalse(self.touches())

    def test_a_done_reminder_of_a_mail_waits_for_an_answer(self):
        self.activity(kind="email").action_feedback()
        self.assertEqual(self.letters(), "e")

    def test_the_log_outlives_activities(self):
        activity = self.activity()
        activity.action_feedback()
        activity.unlink()
        self.assertEqual(self.letters(), "T")

    def test_colleagues_and_vendors_are_no_customers(self):
        vendor = self.customer(supplier_rank=1)
        for partner in (self.seller.partner_id, self.company.partner_id, vendor):
            self.activity(partner).action_feedback()
            self.assertFalse(self.touches(partner.commercial_partner_id))

    def test_a_company_that_keeps_no_log_gets_none(self):
        self.policy.touch_active = False
        self.activity().action_feedback()
        self.meeting(self.buyer)
        self.receive()
        self.assertFalse(self.touches())

    def test_a_meeting_counts_once_and_not_as_its_activity(self):
        activity = self.activity(kind="meeting")
        self.meeting(self.buyer, activity_ids=[Command.set(activity.ids)])
        activity.action_feedback()
        self.assertEqual(self.letters(), "M")

    def test_a_deleted_contact_does_not_come_back(self):
        event = self.meeting(self.buyer)
        self.touches().unlink()
        event.location = "Berlin"
        event.stop += timedelta(minutes=15)
        self.assertFalse(self.touches())

    def test_a_hundred_activities_cost_few_queries(self):
        activities = self.env["mail.activity"]
        for number in range(100):
            activities |= self.activity(self.customer(name=f"C {number}"))
        self.env.flush_all()
        activities.action_archive()
        self.env.flush_all()
        with self.assertQueryCount(7):
            activities._log_touches()
        logged = self.env["care.touch"].search_count([("source", "like", "activity:")])
        self.assertEqual(logged, 100)
