from odoo.tests import freeze_time, tagged

from .greeting_ledger_common import GreetingLedgerCommon


@tagged("post_install", "-at_install")
@freeze_time("2026-06-15 12:00:00")
class TestGreetingLedger(GreetingLedgerCommon):
    def test_a_birthday_is_planned_ahead_and_sent_in_its_hour(self):
        person = self.friend()
        self.mail_rule()
        self.greet()
        self.assertEqual(
            self.ledger("state", "occasion_date", "send_at"),
            [("planned", "2026-06-20", "2026-06-20 09:00:00")],
        )
        self.greet("2026-06-20 08:30:00")
        self.assert_state("planned")
        self.greet("2026-06-20 09:10:00")
        greeting = self.assert_state("sent")
        self.assertEqual(greeting.mail_id.recipient_ids, person)
        self.assertIn("/care/opt-out/", greeting.mail_id.body_html)

    def test_running_again_greets_nobody_twice(self):
        self.friend()
        self.mail_rule()
        for _time in range(3):
            self.greet("2026-06-20 09:10:00")
        self.assertEqual(len(self.ledger()), 1)
        self.assertEqual(
            self.env["mail.mail"].search_count([("subject", "=", "All the best")]), 1
        )

    def test_a_greeting_is_a_touch_that_does_not_count(self):
        person = self.friend()
        self.mail_rule()
        self.greet("2026-06-20 09:10:00")
        touch = self.ledger().touch_id
        self.assertEqual(touch.channel_id.letter, "H")
        self.assertEqual((touch.partner_id, touch.effective), (person, False))

    def test_the_hour_is_the_contacts_own(self):
        self.friend(care_tz="Asia/Shanghai")
        self.mail_rule()
        self.greet("2026-06-20 00:50:00")
        self.assertEqual(self.ledger("send_at"), [("2026-06-20 01:00:00",)])
        self.assert_state("planned")
        self.greet("2026-06-20 01:10:00")
        self.assert_state("sent")

    def test_the_hour_follows_summer_time(self):
        self.friend("1980-10-24", care_tz="Europe/Berlin", email="a@example.com")
        self.friend("1980-10-26", care_tz="Europe/Berlin", email="b@example.com")
        self.mail_rule()
        self.greet("2026-10-20 12:00:00")
        self.assertEqual(
            self.ledger("send_at"),
            [("2026-10-24 07:00:00",), ("2026-10-26 08:00:00",)],
        )

    def test_after_an_outage_there_is_no_late_wish_but_a_task(self):
        person = self.friend()
        self.mail_rule()
        self.greet("2026-06-19 12:00:00")
        self.greet("2026-06-22 12:00:00")
        greeting = self.assert_state("missed", "passed")
        self.assertFalse(greeting.mail_id)
        self.assertEqual(greeting.activity_id.user_id, self.owner)
        self.assertIn("Missed", greeting.activity_id.summary)
        self.assertEqual(greeting.activity_id.res_id, person.id)

    def test_an_outage_longer_than_the_plan_is_told_too(self):
        self.friend("1980-08-01")
        self.mail_rule()
        self.greet()
        self.greet("2026-08-20 12:00:00")
        self.assert_state("missed")

    def test_what_passed_before_the_rule_is_not_missed(self):
        self.friend("1980-06-14")
        self.mail_rule()
        self.greet()
        self.greet("2026-06-16 12:00:00")
        self.assertFalse(self.ledger())

    def test_a_rule_switched_on_on_the_very_day_greets_that_day(self):
        self.friend("1980-06-15")
        self.mail_rule()
        self.greet("2026-06-15 12:00:00")
        self.assert_state("sent")

    def test_a_changed_birthday_moves_what_is_planned(self):
        person = self.friend()
        self.mail_rule()
        self.greet()
        person.care_date_ids.text = "1980-06-25"
        self.greet("2026-06-16 12:00:00")
        self.assertEqual(
            self.ledger("occasion_date", "send_at"),
            [("2026-06-25", "2026-06-25 09:00:00")],
        )

    def test_a_birthday_changed_after_the_wish_brings_no_second_one(self):
        person = self.friend()
        self.mail_rule()
        self.greet("2026-06-20 09:10:00")
        person.care_date_ids.text = "1980-06-25"
        self.greet("2026-06-25 09:10:00")
        self.assert_state("sent")

    def test_a_removed_birthday_is_greeted_no_more(self):
        person = self.friend()
        self.mail_rule()
        self.greet()
        person.care_date_ids.unlink()
        self.greet("2026-06-16 12:00:00")
        self.assertFalse(self.ledger())

    def test_a_rule_switched_off_takes_its_plans_along(self):
        self.friend()
        rule = self.mail_rule()
        self.greet()
        rule.active = False
        self.greet("2026-06-16 12:00:00")
        self.assertFalse(self.ledger())

    def test_greetings_switched_off_are_not_missed_later(self):
        self.friend()
        self.mail_rule()
        self.greet()
        self.policy.greeting_active = False
        self.greet("2026-06-25 12:00:00")
        self.policy.greeting_active = True
        self.greet("2026-06-26 12:00:00")
        self.assertFalse(self.ledger())

    def test_nothing_is_sent_without_approval_where_it_is_asked_for(self):
        self.friend()
        self.mail_rule(needs_approval=True)
        self.greet("2026-06-20 10:00:00")
        greeting = self.assert_state("to_approve")
        greeting.action_approve()
        self.greet("2026-06-20 11:00:00")
        self.assert_state("sent")

    def test_what_nobody_approved_in_time_is_missed(self):
        self.friend()
        self.mail_rule(needs_approval=True)
        self.greet()
        self.greet("2026-06-21 11:00:00")
        self.assert_state("missed", "approved")

    def test_of_two_occasions_of_a_day_the_more_personal_one_is_greeted(self):
        festival = self.occasion(month=6, day=20)
        self.friend()
        self.mail_rule()
        self.mail_rule(festival)
        self.greet("2026-06-20 09:10:00")
        found = {one.occasion_id.kind: one for one in self.ledger()}
        self.assertEqual(found["birthday"].state, "sent")
        self.assertEqual(found["fixed"].state, "suppressed")
        self.assertIn("Birthday", found["fixed"].reason)

    def test_a_card_and_a_gift_of_one_birthday_are_both_made(self):
        self.friend()
        self.mail_rule()
        self.rule(self.occasion("birthday"), channel="gift")
        self.greet("2026-06-20 09:10:00")
        states = dict(self.ledger("channel", "state"))
        self.assertEqual(states, {"mail": "sent", "gift": "planned"})

    def test_a_greeting_by_hand_is_a_task_ahead(self):
        self.friend()
        self.occasion("birthday").active = True
        self.rule(self.occasion("birthday"), channel="call", lead_days=3)
        self.greet("2026-06-16 12:00:00")
        self.assertFalse(self.ledger().activity_id)
        self.greet("2026-06-17 12:00:00")
        greeting = self.ledger()
        self.assertEqual(str(greeting.activity_id.date_deadline), "2026-06-20")
        greeting.activity_id.action_feedback()
        self.assert_state("done")
        self.assertEqual(greeting.touch_id.channel_id.letter, "H")

    def test_a_deleted_task_leaves_the_greeting_out(self):
        self.friend()
        self.occasion("birthday").active = True
        self.rule(self.occasion("birthday"), channel="call")
        self.greet("2026-06-18 12:00:00")
        self.ledger().activity_id.unlink()
        self.assert_state("skipped", "deleted")
        self.greet("2026-06-19 12:00:00")
        self.assertEqual(len(self.ledger()), 1)

    def test_a_mail_that_does_not_get_out_is_told(self):
        self.friend()
        self.mail_rule()
        self.greet("2026-06-20 09:10:00")
        self.ledger().mail_id.write({"state": "exception", "failure_reason": "Full"})
        self.greet("2026-06-20 10:10:00")
        greeting = self.assert_state("failed", "Full")
        with freeze_time("2026-06-20 11:00:00"):
            greeting.invalidate_recordset()
            greeting.action_retry()
        self.assert_state("sent")
        self.assertEqual(greeting.mail_id.state, "outgoing")
