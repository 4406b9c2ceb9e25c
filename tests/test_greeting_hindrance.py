from odoo.exceptions import AccessError, UserError
from odoo.tests import freeze_time, tagged

from .greeting_ledger_common import GreetingLedgerCommon

DAY = "2026-06-20 09:10:00"


@tagged("post_install", "-at_install")
@freeze_time("2026-06-15 12:00:00")
class TestGreetingHindrance(GreetingLedgerCommon):
    def setUp(self):
        super().setUp()
        self.person = self.friend()
        self.mail_rule()
        self.greet()

    def refuse(self, channel):
        vals = {"partner_id": self.person.id, "state": "refused"}
        vals["channel_id"] = self.env.ref(f"crm_customer_care.channel_{channel}").id
        self.env["care.consent"].create(vals)

    def assert_held_back(self, reason):
        self.greet(DAY)
        greeting = self.assert_state("suppressed", reason)
        self.assertFalse(greeting.mail_id)

    def test_a_pause_of_the_company(self):
        self.policy.greeting_pause_until = "2026-06-20"
        self.assert_held_back("pause")

    def test_a_pause_that_has_ended_holds_nothing_back(self):
        self.policy.greeting_pause_until = "2026-06-19"
        self.greet(DAY)
        self.assert_state("sent")

    def test_mourning(self):
        self.person.care_bereaved_until = "2026-06-30"
        self.assert_held_back("mourning")

    def test_the_blacklist(self):
        self.env["mail.blacklist"]._add("friend@example.com")
        self.assert_held_back("no mails")

    def test_a_refused_consent_to_mails(self):
        self.refuse("mail")
        self.assert_held_back("No consent")

    def test_a_refused_consent_to_greetings(self):
        self.refuse("greeting")
        self.assert_held_back("No consent")

    def test_a_refused_consent_to_something_else_holds_nothing_back(self):
        self.refuse("sms")
        self.greet(DAY)
        self.assert_state("sent")

    def test_who_was_greeted_that_day_already(self):
        self.greet(DAY)
        self.assert_state("sent")
        self.mail_rule(self.occasion(month=6, day=20))
        self.greet("2026-06-20 10:10:00")
        states = {one.occasion_id.kind: one.state for one in self.ledger()}
        self.assertEqual(states, {"birthday": "sent", "fixed": "suppressed"})
        late = self.ledger() - self.ledger().filtered("mail_id")
        late.write({"state": "planned", "reason": False})
        reasons = list(late._get_hindrances().values())
        self.assertEqual(reasons, ["Greeted already that day."])

    def test_a_text_message_says_what_its_template_says(self):
        rule = self.env["care.greeting.rule"].search(
            [("company_id", "=", self.company.id)]
        )
        text = self.env["sms.template"].create(
            {
                "name": "Greeting",
                "model_id": self.env["ir.model"]._get_id("res.partner"),
                "body": "Happy birthday, {{ object.name }}!",
            }
        )
        self.ledger().unlink()
        self.person.phone = "+12025550123"
        rule.write({"channel": "sms", "sms_template_id": text.id})
        self.greet(DAY)
        text = self.assert_state("sent").sms_id
        self.assertEqual(
            (text.number, text.body), ("+12025550123", "Happy birthday, Friend!")
        )

    def test_no_address(self):
        self.person.email = False
        self.assert_held_back("address")

    def test_the_archived_and_the_dead_are_greeted_no_more(self):
        self.person.care_deceased = True
        self.greet(DAY)
        self.assertFalse(self.ledger())

    def test_skipping_needs_a_reason_and_the_right(self):
        greeting = self.ledger()
        with self.assertRaises(UserError):
            greeting.with_user(self.owner).action_skip(" ")
        greeting.with_user(self.owner).action_skip("Seen today")
        self.assert_state("skipped", "Seen today")

    def test_a_colleague_can_not_act_on_a_foreign_greeting(self):
        foreign = self.user()
        with self.assertRaises(AccessError):
            self.ledger().with_user(foreign).action_skip("No")

    def test_an_auditor_only_reads(self):
        greeting = self.ledger().with_user(self.user("auditor"))
        self.assertEqual(greeting.state, "planned")
        with self.assertRaises(AccessError):
            greeting.action_send_now()

    def test_the_owner_may_send_at_once(self):
        self.ledger().with_user(self.owner).action_send_now()
        self.assert_state("sent")

    def test_sending_at_once_says_what_speaks_against_it(self):
        self.person.email = False
        with self.assertRaisesRegex(UserError, "address"):
            self.ledger().with_user(self.owner).action_send_now()
