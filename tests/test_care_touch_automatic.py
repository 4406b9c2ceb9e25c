from datetime import timedelta

from odoo.fields import Command, Datetime
from odoo.tests import freeze_time, tagged

from .care_common import TouchCommon


class AutomaticCommon(TouchCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.policy.touch_active = True
        cls.seller = cls.user(email="seller@example.com")
        cls.buyer = cls.customer(name="Buyer", email="buyer@example.com")

    def touches(self, customer=None):
        customer = customer or self.buyer
        return self.env["care.touch"].search(
            [("commercial_partner_id", "=", customer.id)], order="date, id"
        )

    def letters(self, customer=None):
        """Letters of the contacts, in lower case where the customer wasn't reached."""
        return "".join(
            touch.channel_id.letter
            if touch.effective
            else touch.channel_id.letter.lower()
            for touch in self.touches(customer)
        )

    def activity(self, record=None, kind="call", user=None, **vals):
        record = record or self.buyer
        return self.env["mail.activity"].create(
            {
                "res_model_id": self.env["ir.model"]._get_id(record._name),
                "res_id": record.id,
                "activity_type_id": self.env.ref(f"mail.mail_activity_data_{kind}").id,
                "user_id": (user or self.seller).id,
                **vals,
            }
        )

    def meeting(self, *partners, start="2026-06-20 08:00:00", **vals):
        start = Datetime.to_datetime(start)
        return self.env["calendar.event"].create(
            {
                "name": "Review",
                "start": start,
                "stop": start + timedelta(hours=1),
                "user_id": self.seller.id,
                "partner_ids": [
                    Command.set([self.seller.partner_id.id, *[p.id for p in partners]])
                ],
                **vals,
            }
        )

    def post(self, record=None, user=None, partners=None, **vals):
        """Comment of a colleague, sent to the customer."""
        record = (record or self.buyer).with_user(user or self.seller)
        vals = {
            "body": "Hello",
            "message_type": "comment",
            "subtype_xmlid": "mail.mt_comment",
            "partner_ids": (self.buyer if partners is None else partners).ids,
            **vals,
        }
        message = record.message_post(**vals)
        self.deliver(message)
        self.env.flush_all()
        return message

    def deliver(self, message):
        """Do what Odoo does once the mail server has taken the mails."""
        for mail in message.sudo().mail_ids:
            mail._postprocess_sent_message(mail.recipient_ids.ids, [])

    def receive(self, record=None, author=None, **vals):
        """Mail of the customer, as the gateway posts it."""
        record = (record or self.buyer).with_user(self.env.ref("base.user_root"))
        vals = {
            "body": "Thanks",
            "message_type": "email",
            "subtype_xmlid": "mail.mt_comment",
            "author_id": (author or self.buyer).id,
            **vals,
        }
        return record.message_post(**vals)


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
        with self.assertQueryCount(6):
            activities._log_touches()
        logged = self.env["care.touch"].search_count([("source", "like", "activity:")])
        self.assertEqual(logged, 100)


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


@freeze_time("2026-07-01 10:00:00")
@tagged("post_install", "-at_install")
class TestMails(AutomaticCommon):
    def test_a_sent_mail_waits_for_an_answer(self):
        message = self.post()
        touch = self.touches()
        self.assertEqual(self.letters(), "e")
        self.assertEqual((touch.user_id, touch.summary), (self.seller, "Hello"))
        self.receive(parent_id=message.id)
        self.assertEqual(self.letters(), "EE")

    def test_only_the_mail_before_the_answer_is_answered(self):
        for moment in ("2026-07-01 10:00:00", "2026-07-01 11:00:00"):
            with freeze_time(moment):
                self.post()
        with freeze_time("2026-07-01 12:00:00"):
            self.receive()
        with freeze_time("2026-07-01 13:00:00"):
            self.post()
        self.assertEqual(self.letters(), "eEEe")

    def test_one_mail_to_two_people_of_a_customer_is_one_contact(self):
        other = self.customer(email="other@example.com")
        people = self.buyer | other
        for name in ("a", "b"):
            people |= self.person(self.buyer, email=f"{name}@example.com")
        self.post(partners=people)
        self.assertEqual((self.letters(), self.letters(other)), ("e", "e"))

    def test_notes_robots_and_unsent_messages_are_no_contacts(self):
        self.post(subtype_xmlid="mail.mt_note")
        self.post(message_type="notification")
        self.post(message_type="auto_comment")
        self.post(user=self.env.ref("base.user_root"))
        self.post(partners=self.env["res.partner"])
        self.buyer.message_post(body="Nobody reads it", message_type="comment")
        self.assertFalse(self.touches())

    def test_a_mail_that_came_back_is_no_contact(self):
        message = self.post()
        message.notification_ids.sudo().write({"notification_status": "bounce"})
        self.assertFalse(self.touches())

    def test_mails_of_opportunities_and_orders_count(self):
        self.post(self.opportunity(self.buyer, user_id=self.seller.id))
        order = self.order(self.buyer, user_id=self.seller.id)
        self.receive(order, self.person(self.buyer))
        self.assertEqual(sorted(self.letters()), ["E", "e"])

    def test_a_mail_of_a_stranger_or_a_colleague_is_no_contact(self):
        self.receive(author=self.seller.partner_id)
        self.receive(author_id=False, email_from="stranger@example.com")
        self.receive(subject="Automatic reply: Offer")
        self.assertFalse(self.touches())

    def test_what_a_machine_answers_is_no_contact(self):
        for header, letters in (("Auto-Submitted: auto-replied\n", ""), ("", "E")):
            mail = (
                "From: buyer@example.com\nTo: us@example.com\nSubject: Re\n"
                f"Message-Id: <{len(header)}@example.com>\n{header}\nYes\n"
            )
            self.env["mail.thread"].message_process(
                "res.partner", mail, thread_id=self.buyer.id
            )
            self.assertEqual(self.letters(), letters)

    def test_a_sent_mail_costs_one_query(self):
        costs = []
        for active in (False, True):
            self.policy.touch_active = active
            self.post()
            start = self.cr.sql_log_count
            self.post()
            costs.append(self.cr.sql_log_count - start)
        # one statement, between the two of its savepoint
        self.assertLessEqual(costs[1] - costs[0], 3)

    def test_a_received_mail_costs_three_queries(self):
        costs = []
        for active in (False, True):
            self.policy.touch_active = active
            self.receive()
            start = self.cr.sql_log_count
            self.receive()
            costs.append(self.cr.sql_log_count - start)
        # the touch, what it answers, the last contact
        self.assertLessEqual(costs[1] - costs[0], 3)

    def test_a_sent_text_message_is_a_contact(self):
        self.buyer.phone = "+32 456 00 11 22"
        message = self.buyer.with_user(self.seller)._message_sms("Hello")
        notification = message.notification_ids.sudo()
        self.assertFalse(self.touches())
        notification.write({"notification_status": "pending"})
        notification.write({"notification_status": "sent"})
        self.assertEqual(self.letters(), "s")


@freeze_time("2026-07-01 10:00:00")
@tagged("post_install", "-at_install")
class TestLog(AutomaticCommon):
    def log(self, **vals):
        vals = {"partner_id": self.buyer.id, "source": "import:1", **vals}
        vals.setdefault("channel_id", self.channel().id)
        return self.env["care.touch"]._log([vals])

    def test_a_fact_is_logged_once(self):
        self.assertEqual(len(self.log()), 1)
        self.assertFalse(self.log(summary="Again"))
        self.assertEqual(self.letters(), "T")

    def test_a_logged_fact_moves_the_last_contact(self):
        self.deal(self.buyer)
        self.refresh()
        self.log(date="2026-06-20 08:00:00", user_id=self.seller.id)
        self.assertEqual(self.last(self.buyer), ("2026-06-20", "T"))
        self.assertEqual(self.touches().user_id, self.seller)

    def test_what_reaches_is_the_same_as_by_hand(self):
        self.log(channel_id=self.channel("gift").id)
        self.log(source="import:2", effective=False)
        self.log(source="import:3", channel_id=self.channel("mail").id)
        self.assertEqual(self.letters(), "gte")
