from odoo.exceptions import ValidationError
from odoo.tests import Form, freeze_time, tagged

from .content_common import ContentCommon


@tagged("post_install", "-at_install")
@freeze_time("2026-06-20 12:00:00")
class TestGift(ContentCommon):
    def test_a_gift_that_was_given_is_in_the_log_and_no_contact(self):
        gift = self.gift(user=self.seller)
        self.assertEqual(self.logged(self.own), [])
        gift.action_give()
        self.assertEqual(self.logged(self.own), [("G", "Gift: Tea")])
        self.assertFalse(gift.touch_id.effective)
        self.assertEqual(str(gift.touch_id.date.date()), "2026-06-15")
        gift.action_give()
        self.assertEqual(len(self.logged(self.own)), 1)

    def test_the_log_follows_the_gift(self):
        gift = self.gift(user=self.seller, state="given")
        gift.write({"date": "2026-06-01", "name": "Wine"})
        self.assertEqual(self.logged(self.own), [("G", "Gift: Wine")])
        self.assertEqual(str(gift.touch_id.date.date()), "2026-06-01")
        gift.action_decline()
        self.assertEqual(self.logged(self.own), [])
        gift.action_give()
        self.assertEqual(len(self.logged(self.own)), 1)
        gift.unlink()
        self.assertEqual(self.logged(self.own), [])

    def test_what_somebody_took_out_of_the_log_stays_out(self):
        gift = self.gift(state="given")
        gift.touch_id.unlink()
        gift.note = "He was glad"
        gift.name = "Wine"
        self.assertEqual(self.logged(self.own), [])

    def test_a_gift_of_tomorrow_is_planned(self):
        self.assertRefuses(
            ValidationError,
            "a day to come is planned",
            lambda: self.gift(date="2026-06-21", state="given"),
        )
        gift = self.gift(date="2026-06-21")
        gift.action_give()
        self.assertEqual(str(gift.date), "2026-06-20")

    def test_a_product_gives_name_and_cost(self):
        tea = self.product(name="Green Tea", standard_price=12)
        with Form(self.env["care.gift"].with_user(self.seller)) as form:
            form.partner_id = self.own
            form.product_id = tea
            self.assertEqual((form.name, form.cost), ("Green Tea", 12))
            form.cost = 10
        self.assertEqual(form.record.cost, 10)

    def budget(self, amount):
        self.deal(self.own)
        self.refresh()
        self.tier("Key").gift_budget = amount

    def test_over_the_budget_of_the_tier_one_is_warned_not_stopped(self):
        self.budget(100)
        first = self.gift(cost=60, user=self.seller)
        person = self.person(self.own)
        second = self.gift(person, cost=50, user=self.seller)
        self.assertEqual((second.budget, second.year_cost), (100, 110))
        self.assertTrue(second.is_over_budget)
        self.assertIn("Over budget", second.warning)
        second.action_decline()
        self.env.invalidate_all()
        self.assertFalse(first.is_over_budget or second.is_over_budget)

    def test_every_calendar_year_has_its_budget(self):
        self.budget(100)
        self.gift(cost=60, date="2025-12-31")
        self.assertFalse(self.gift(cost=60).is_over_budget)

    def test_who_types_is_warned_at_once(self):
        self.budget(100)
        self.gift(cost=60)
        with Form(self.env["care.gift"].with_user(self.seller)) as form:
            form.partner_id = self.own
            form.name = "Wine"
            form.cost = 40
            self.assertFalse(form.warning)
            form.cost = 41
            self.assertIn("Over budget", form.warning)

    def test_what_is_over_budget_can_be_searched_for(self):
        self.budget(100)
        over = self.gift(cost=60) | self.gift(cost=41)
        self.gift(cost=100, date="2025-06-15")
        self.gift(self.foreign, cost=500)
        gifts, of_company = self.env["care.gift"], ("company_id", "=", self.company.id)
        found = gifts.search([of_company, ("is_over_budget", "=", True)])
        self.assertEqual(found, over)
        rest = gifts.search([of_company, ("is_over_budget", "=", False)])
        self.assertFalse(rest & over)

    def test_without_a_budget_nobody_is_warned(self):
        self.budget(0)
        self.assertFalse(self.gift(cost=10**6).warning)

    def test_a_gift_instead_of_a_talk_is_pointed_out(self):
        gift = self.gift(state="given")
        self.assertIn("Talk first", gift.warning)
        gift.write({"is_talked": True, "is_needed": True})
        self.assertFalse(gift.warning)

    def test_preferences_are_shown_and_confidences_to_the_own_team_only(self):
        self.own.care_gift_preferences = "Green tea"
        self.own.care_taboos = "No clocks"
        self.gift(name="Tea pot", state="given", date="2025-06-15")
        gift = self.gift()
        self.assertEqual(gift.with_user(self.seller).preferences, "Green tea")
        self.assertEqual(gift.with_user(self.seller).taboos, "No clocks")
        self.assertEqual(gift.with_user(self.seller).last_gifts, "2025: Tea pot")
        reader = self.user("all_documents")
        self.assertFalse(gift.with_user(reader).taboos)

    def test_gifts_to_a_person_stay_with_its_company(self):
        person = self.person(self.own)
        gift = self.gift(person)
        person.unlink()
        self.assertEqual(gift.partner_id, self.own)
