from datetime import timedelta

from odoo.fields import Datetime
from odoo.tests import freeze_time, tagged

from .greeting_ledger_common import GreetingLedgerCommon

REFUSED = "[Errno 111] Connection refused"
NOON = "2026-06-20 12:00:00"
NEXT_DAY = "2026-06-21 08:00:00"


@tagged("post_install", "-at_install")
class TestGreetingDelivery(GreetingLedgerCommon):
    """One greeting of 20 June, of which the mail server knows nothing yet."""

    def setUp(self):
        super().setUp()
        self.contact = self.friend()
        self.mail_rule()
        self.greet("2026-06-20 09:10:00")
        self.mail = self.ledger().mail_id

    def fail(self, reason=REFUSED, kind=False, moment="2026-06-20 10:00:00"):
        """What Odoo's queue does when it can't deliver the mail."""
        failure = {"failure_reason": reason, "failure_type": kind}
        with freeze_time(moment):
            self.mail.write({"state": "exception", **failure})
            self.mail._postprocess_sent_message([], [], failure_type="mail_smtp")
        self.age(moment)

    def age(self, moment):
        """The last try was at that time, not in this transaction."""
        self.env.flush_all()
        query = "UPDATE mail_mail SET write_date = %s WHERE id = %s"
        self.env.cr.execute(query, [moment, self.mail.id])
        self.env.invalidate_all()

    def try_again(self, moment):
        """Whether the queue takes up the mail at that time."""
        with freeze_time(moment):
            return self.env["mail.mail"]._care_try_again()

    def deliver(self):
        self.mail.write({"state": "sent", "failure_reason": False})

    def test_an_outage_is_told_and_tried_again_each_hour(self):
        self.fail()
        self.assertFalse(self.try_again("2026-06-20 10:20:00"))
        self.greet("2026-06-20 10:25:00")
        self.assert_state("failed", f"tried again every hour: {REFUSED}")
        self.assertEqual(self.try_again("2026-06-20 10:40:00"), self.mail)
        self.assertEqual(self.mail.state, "outgoing")
        self.deliver()
        self.greet("2026-06-20 10:45:00")
        self.assertFalse(self.assert_state("sent").reason)

    def test_it_is_told_soon(self):
        greet = self.env.ref("crm_customer_care.ir_cron_greet")
        triggers = self.env["ir.cron.trigger"]
        triggers.search([]).unlink()
        self.fail()
        moment = Datetime.to_datetime("2026-06-20 10:01:00")
        pairs = triggers.search([]).mapped(lambda one: (one.cron_id, one.call_at))
        self.assertEqual(pairs, [(greet, moment)])

    def test_after_the_day_somebody_may_call(self):
        self.fail()
        self.greet("2026-06-20 11:00:00")
        self.assertFalse(self.try_again(NEXT_DAY))
        self.greet(NEXT_DAY)
        greeting = self.assert_state("missed", REFUSED)
        self.assertEqual(greeting.activity_id.user_id, self.owner)

    def test_what_the_server_refuses_is_not_tried_again(self):
        self.fail("{'friend@example.com': (550, b'No such user')}", "unknown")
        self.greet("2026-06-20 11:00:00")
        greeting = self.assert_state("failed", "No such user")
        self.assertNotIn("every hour", greeting.reason)
        self.assertFalse(self.try_again(NOON))
        self.greet(NEXT_DAY)
        self.assert_state("failed")

    def test_whoever_died_meanwhile_is_not_written_to(self):
        self.fail()
        self.greet("2026-06-20 11:00:00")
        self.contact.care_deceased = True
        self.assertFalse(self.try_again(NOON))
        self.assertEqual(self.mail.state, "cancel")
        self.assert_state("suppressed", "died")

    def test_trying_by_hand_sends_one_mail(self):
        self.fail()
        self.greet("2026-06-20 11:00:00")
        with freeze_time(NOON):
            self.ledger().action_retry()
        greeting = self.assert_state("sent")
        self.assertEqual(greeting.mail_id.state, "outgoing")
        self.assertEqual(self.mail.state, "cancel")
        self.assertFalse(self.try_again("2026-06-20 13:00:00"))

    def test_what_has_just_got_out_is_not_sent_by_hand(self):
        self.fail()
        self.greet("2026-06-20 11:00:00")
        self.try_again("2026-06-20 11:30:00")
        self.deliver()
        with freeze_time(NOON):
            self.ledger().action_retry()
        self.assertEqual(self.assert_state("sent").mail_id, self.mail)

    def test_the_mail_of_an_outage_is_kept_until_it_is_told_of(self):
        self.mail.auto_delete = True
        self.fail()
        self.try_again("2026-06-20 11:00:00")
        self.mail._postprocess_sent_message([self.contact], [])
        self.assertTrue(self.mail.exists())

    def test_what_the_queue_knows_is_kept_though_it_is_ended(self):
        self.env.flush_all()
        with self.enter_registry_test_mode(), self.registry.cursor() as cr:
            mail = self.mail.with_env(self.env(cr=cr))
            mail.state = "exception"
            queue = mail.with_context(care_mail_queue=True)
            queue._postprocess_sent_message([], [], failure_type="mail_smtp")
            cr.rollback()
        self.env.invalidate_all()
        self.assertEqual(self.mail.state, "exception")

    def test_mails_of_others_are_left_alone(self):
        other = self.env["mail.mail"].create({"state": "exception"})
        later = Datetime.to_datetime(NOON) + timedelta(days=400)
        self.assertNotIn(other, self.try_again(later))
