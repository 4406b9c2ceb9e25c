from freezegun import freeze_time

from odoo.tests import tagged

from .complaint_common import ComplaintCommon, at, local


@tagged("post_install", "-at_install")
class TestWords(ComplaintCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.seller = cls.user(email="seller@example.com")
        cls.buyer.user_id = cls.seller
        cls.chief = cls.person(cls.buyer, email="chief@example.com")
        cls.case = cls.complaint(partner_id=cls.chief.id, user_id=cls.seller.id)

    def post(self, moment="2026-06-08 10:00", user=None, partners=None, **vals):
        """We write to the customer."""
        partners = self.chief if partners is None else partners
        vals = {
            "body": "We look at it.",
            "message_type": "comment",
            "subtype_xmlid": "mail.mt_comment",
            "partner_ids": partners.ids,
            **vals,
        }
        with freeze_time(at(moment)):
            case = self.case.with_user(user or self.seller)
            return case.with_context(mail_notify_force_send=False).message_post(**vals)

    def hear(self, moment, author=None, **vals):
        """The customer writes to us."""
        author = author or self.chief
        vals = {"message_type": "email", "subtype_xmlid": "mail.mt_comment", **vals}
        with freeze_time(at(moment)):
            return self.case.message_post(
                body="When?", author_id=author.id, email_from=author.email, **vals
            )

    def first(self):
        clock = self.clock(self.case, "first_response")
        return clock.state, local(clock.met_at)

    def updates(self):
        clocks = self.case.clock_ids.filtered(lambda c: c.milestone == "next_update")
        return [
            (local(clock.start), local(clock.deadline), clock.state)
            for clock in clocks.sorted("id")
        ]

    # first response
    def test_a_mail_to_the_customer_is_the_first_response(self):
        self.assertEqual(self.case.person_id, self.chief)
        self.assertEqual(self.case.partner_id, self.buyer)
        self.post()
        self.assertEqual(self.first(), ("met", "06-08 10:00"))

    def test_notes_robots_and_mails_to_others_are_no_response(self):
        self.post(subtype_xmlid="mail.mt_note")
        self.post(message_type="auto_comment")
        self.post(message_type="notification")
        self.post(user=self.env.ref("base.user_root"))
        self.post(partners=self.env["res.partner"])
        self.post(partners=self.customer(email="other@example.com"))
        self.post(partners=self.user().partner_id)
        self.hear("2026-06-08 11:00")
        self.assertEqual(self.first(), ("running", False))

    def test_a_mail_that_came_back_is_no_response(self):
        message = self.post()
        message.notification_ids.sudo().write({"notification_status": "bounce"})
        self.assertEqual(self.first(), ("running", False))
        self.assertEqual(self.due(self.case, "first_response"), "06-08 16:00")

    def test_a_done_call_is_a_response_and_a_to_do_is_none(self):
        for kind, state in (("todo", "running"), ("call", "met")):
            activity = self.case.with_user(self.seller).activity_schedule(
                f"mail.mail_activity_data_{kind}", user_id=self.seller.id
            )
            with freeze_time(at("2026-06-08 11:00")):
                activity._action_done()
            self.assertEqual(self.first()[0], state)

    def test_a_logged_contact_with_the_customer_is_a_response(self):
        moment = at("2026-06-08 11:00")
        self.touch(self.chief, moment, is_incoming=True, user_id=self.seller.id)
        self.touch(self.chief, moment, user_id=False)
        self.touch(self.chief, moment, effective=False)
        self.touch(self.chief, at("2026-06-05 15:00"))
        order = self.order(self.buyer)
        self.touch(self.chief, moment, res_model="sale.order", res_id=order.id)
        self.touch(moment=moment)
        self.assertEqual(self.first()[0], "running")
        self.touch(self.chief, moment, user_id=self.seller.id)
        self.assertEqual(self.first(), ("met", "06-08 11:00"))

    def test_a_late_response_is_late_for_good(self):
        self.run_clocks("2026-06-08 17:00")
        self.post("2026-06-09 10:00")
        self.assertEqual(self.first(), ("breached", "06-09 10:00"))
        self.assertEqual(self.clock(self.case, "first_response").late_hours, 3)

    # next update
    def test_before_the_first_response_no_update_is_due(self):
        self.hear("2026-06-08 09:30")
        self.assertFalse(self.updates())

    def test_each_answered_word_has_a_row_of_its_own(self):
        self.post("2026-06-08 10:00")
        self.hear("2026-06-08 11:00")
        self.post("2026-06-08 15:00")
        self.hear("2026-06-09 09:00")
        self.assertEqual(
            self.updates(),
            [
                ("06-08 11:00", "06-09 11:00", "met"),
                ("06-09 09:00", "06-09 18:00", "running"),
            ],
        )

    def test_the_last_unanswered_word_counts(self):
        self.post("2026-06-08 10:00")
        self.hear("2026-06-08 11:00")
        self.hear("2026-06-08 15:00")
        self.assertEqual(self.updates(), [("06-08 15:00", "06-09 15:00", "running")])

    def test_what_a_machine_answers_is_no_word(self):
        self.post("2026-06-08 10:00")
        self.hear("2026-06-08 11:00", subject="Automatic reply: Broken")
        case, self.case = self.case, self.case.with_context(care_machine_mail=True)
        self.hear("2026-06-08 12:00")
        self.case = case
        self.assertFalse(self.updates())

    def test_who_waits_for_the_customer_goes_on_when_it_speaks(self):
        self.post("2026-06-08 10:00")
        with freeze_time(at("2026-06-08 10:00")):
            self.case.action_pause("customer")
        self.hear("2026-06-09 10:00")
        self.assertFalse(self.case.waiting_for)
        self.assertEqual(self.due(self.case), "06-09 16:00")

    def test_who_waits_for_others_goes_on_waiting(self):
        self.post("2026-06-08 10:00")
        with freeze_time(at("2026-06-08 10:00")):
            self.case.action_pause("third_party")
        self.hear("2026-06-09 10:00")
        self.assertEqual(self.case.waiting_for, "third_party")
        self.assertEqual(self.updates(), [("06-09 10:00", False, "paused")])
        with freeze_time(at("2026-06-10 09:00")):
            self.case.action_resume()
        self.assertEqual(self.updates(), [("06-09 10:00", "06-10 18:00", "running")])

    def test_mails_about_a_complaint_go_into_the_contact_log(self):
        self.policy.touch_active = True
        message = self.post("2026-06-08 10:00")
        message.notification_ids.sudo().write({"notification_status": "sent"})
        self.hear("2026-06-08 11:00")
        touches = self.env["care.touch"].search(
            [("commercial_partner_id", "=", self.buyer.id)]
        )
        self.assertEqual(touches.mapped("res_id"), [self.case.id, self.case.id])
