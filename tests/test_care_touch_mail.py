from odoo.tests import freeze_time, tagged

from .care_automatic_common import AutomaticCommon


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
        self.assertLessEqual(costs[1] - costs[0], 4)

    def test_a_received_mail_costs_four_queries(self):
        costs = []
        for active in (False, True):
            self.policy.touch_active = active
            self.receive()
            start = self.cr.sql_log_count
            self.receive()
            costs.append(self.cr.sql_log_count - start)
        # the touch, what it answers, the last contact
        self.assertLessEqual(costs[1] - costs[0], 4)

    def test_a_sent_text_message_is_a_contact(self):
        self.buyer.phone = "+32 456 00 11 22"
        message = self.buyer.with_user(self.seller)._message_sms("Hello")
        notification = message.notification_ids.sudo()
        self.assertFalse(self.touches())
        notification.write({"notification_status": "pending"})
        notification.write({"notification_status": "sent"})
        self.assertEqual(self.letters(), "s")
