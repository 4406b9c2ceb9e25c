from odoo.fields import Command
from odoo.tests import freeze_time, tagged

from .care_automatic_common import AutomaticCommon


@freeze_time("2026-07-01 10:00:00")
@tagged("post_install", "-at_install")
class TestMeetings(AutomaticCommon):
    def test_a_meeting_is_one_contact_per_customer_present(self):
        other = self.customer(name="Other")
        people = self.person(self.buyer) | self.person(self.buyer) | other
        self.meeting(*people)
        self.assertEqual((self.letters(), self.letters(other)), ("M", "M"))
        touch = self.touches()
        self.assertEqual(
            (str(touch.date), touch.duration, touch.user_id, touch.summary),
            ("2026-06-20 08:00:00", 1, self.seller, "Review"),
        )

    def test_planned_and_declined_meetings_are_no_contacts(self):
        planned = self.meeting(self.buyer, start="2026-07-02 08:00:00")
        event = self.meeting(self.buyer)
        self.assertEqual(self.letters(), "M")
        attendee = event.attendee_ids.filtered(lambda a: a.partner_id == self.buyer)
        attendee.do_decline()
        self.assertFalse(self.touches())
        self.assertTrue(planned)

    def test_a_meeting_that_the_organizer_declined_was_none(self):
        event = self.meeting(self.buyer)
        attendees = event.attendee_ids
        attendees.filtered(
            lambda a: a.partner_id == self.seller.partner_id
        ).do_decline()
        self.assertFalse(self.touches())

    def test_moved_and_cancelled_meetings_are_followed(self):
        event = self.meeting(self.buyer)
        event.write({"start": "2026-06-22 08:00:00", "stop": "2026-06-22 10:00:00"})
        touch = self.touches()
        self.assertEqual((str(touch.date), touch.duration), ("2026-06-22 08:00:00", 2))
        event.write({"start": "2026-07-22 08:00:00", "stop": "2026-07-22 10:00:00"})
        self.assertFalse(self.touches())
        event.write({"start": "2026-06-22 08:00:00", "stop": "2026-06-22 10:00:00"})
        self.assertTrue(self.touches())
        event.unlink()
        self.assertFalse(self.touches())

    def test_an_old_meeting_that_is_cleaned_up_stays_in_the_log(self):
        event = self.meeting(self.buyer, start="2026-01-20 08:00:00")
        event.unlink()
        self.assertEqual(self.letters(), "M")

    def test_the_customer_of_the_document_needs_no_invitation(self):
        lead = self.opportunity(self.buyer)
        self.meeting(opportunity_id=lead.id)
        self.assertEqual(self.letters(), "M")

    def test_a_meeting_marked_done_counts_before_it_ends(self):
        activity = self.activity(kind="meeting")
        self.meeting(
            self.buyer,
            start="2026-07-01 09:30:00",
            activity_ids=[Command.set(activity.ids)],
        )
        self.assertFalse(self.touches())
        activity.action_feedback()
        self.assertEqual(self.letters(), "M")

    def test_the_hourly_job_logs_what_has_ended(self):
        self.meeting(self.buyer, start="2026-07-01 09:30:00")
        with freeze_time("2026-07-01 11:00:00"):
            self.run_hourly()
            self.assertEqual(self.letters(), "M")
            self.run_hourly()
            self.assertEqual(self.letters(), "M")

    def run_hourly(self):
        self.env.flush_all()
        with self.enter_registry_test_mode():
            self.env.ref(
                "crm_customer_care.ir_cron_touch_meetings"
            ).method_direct_trigger()

    def test_the_subject_of_a_private_meeting_stays_private(self):
        self.meeting(self.buyer, privacy="private")
        self.assertFalse(self.touches().summary)
