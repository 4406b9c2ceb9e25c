from odoo.tests import tagged

from .ladder_common import LadderCommon


@tagged("post_install", "-at_install")
class TestComplaintLadderEvents(LadderCommon):
    def events(self, complaint):
        rows = complaint.escalation_ids.filtered("event")
        return [(row.event, row.user_id.name) for row in rows.sorted("id")]

    def run_events(self):
        self.run_clocks("2026-06-05 16:30")
        self.run_clocks("2026-06-05 16:35")

    def test_the_second_reopening_is_told_once(self):
        case = self.case()
        for number in range(2):
            with self.at("2026-06-05 16:10"):
                case.action_cancel()
                case.action_reopen()
            self.run_clocks(f"2026-06-05 16:2{number}")
            self.assertEqual(len(self.events(case)), number)
        self.run_events()
        self.assertEqual(self.events(case), [("reopened_twice", "Head")])

    def test_a_low_rating_is_told_once_in_a_round(self):
        case, happy = self.case(), self.case()
        for one, rating in ((case, 2), (happy, 4)):
            with self.at("2026-06-05 16:10"):
                self.finish(one)
            one._note_rating(rating)
        with self.at("2026-06-05 16:20"):
            case.action_reopen()
        self.run_events()
        self.assertEqual(self.events(case), [("low_rating", "Leader")])
        self.assertFalse(self.events(happy))

    def test_the_complaint_of_a_key_customer_goes_to_the_head_at_once(self):
        case, other = self.case(), self.case()
        case.tier_id = self.policy.tier_ids.filtered("is_key")[:1]
        self.run_events()
        self.assertEqual(self.events(case), [("key_customer", "Head")])
        self.assertFalse(self.events(other))

    def test_the_same_cause_again_is_told_of_the_later_one(self):
        cause, product = self.cause(), self.product()
        strangers = self.customer()
        first = self.case("2026-03-20 10:00", cause_id=cause.id)
        with self.at("2026-03-20 11:00"):
            self.finish(first)
        vals = {"partner_id": strangers.id, "cause_id": cause.id}
        other = self.case("2026-05-20 10:00", product_id=product.id, **vals)
        again = self.case(cause_id=cause.id)
        same = self.case(cause_id=cause.id, product_id=product.id)
        self.run_events()
        self.assertEqual(self.events(again), [("repeat_cause", "Leader")])
        self.assertEqual(self.events(same), [("repeat_cause", "Leader")])
        self.assertFalse(self.events(other))
        self.policy.repeat_cause_days = 10
        late = self.case(cause_id=cause.id, **{"partner_id": self.customer().id})
        self.run_events()
        self.assertFalse(self.events(late))

    def test_a_cause_that_comes_again_opens_one_measure(self):
        cause = self.cause()
        self.case("2026-05-20 10:00", cause_id=cause.id)
        again = self.case(cause_id=cause.id)
        other = self.case(cause_id=cause.id, partner_id=self.customer().id)
        self.run_events()
        self.assertTrue(again.action_ids.is_alarm)
        self.assertEqual(again.action_ids.kind, "corrective")
        self.assertEqual(str(again.action_ids.due_date), "2026-06-19")
        self.assertFalse(other.action_ids)
        third = self.case("2026-06-05 16:05", cause_id=cause.id)
        self.run_events()
        self.assertFalse(third.action_ids)

    def test_escalations_to_me_stand_in_my_day(self):
        seller = self.user(tz="Asia/Shanghai")
        case = self.case(user_id=seller.id)
        self.run_clocks("2026-06-08 14:00")
        day = self.env["care.day"].with_user(seller).get_day()
        [section] = [one for one in day["sections"] if one["code"] == "escalations"]
        self.assertEqual(section["count"], 1)
        self.assertEqual(section["items"][0]["partner_id"], self.buyer.id)
        row = (
            self.env["care.escalation"]
            .with_user(seller)
            .browse(section["items"][0]["id"])
        )
        row.action_acknowledge()
        day = self.env["care.day"].with_user(seller).get_day()
        self.assertNotIn("escalations", [one["code"] for one in day["sections"]])
        self.assertEqual(case.escalation_ids, row)

    def test_events_wait_for_the_switch(self):
        self.policy.escalation_active = False
        case = self.case()
        case.tier_id = self.policy.tier_ids.filtered("is_key")[:1]
        self.run_events()
        self.assertFalse(case.escalation_ids)

    def test_a_grave_complaint_holds_greetings_back(self):
        person, calm = self.person(self.buyer), self.customer()
        case = self.case(severity="2")
        contacts = person | self.buyer | calm
        held = contacts.with_user(self.user())._care_hold_back()
        self.assertEqual(set(held), {person, self.buyer})
        self.assertIn("grave complaint", held[person])
        case.severity = "1"
        self.assertFalse(contacts._care_hold_back())
