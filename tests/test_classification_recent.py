from datetime import date
from random import Random

from odoo.fields import Command
from odoo.tests import tagged

from .recent_common import TODAY, RecentCommon


@tagged("post_install", "-at_install")
class TestRecent(RecentCommon):
    def recent(self):
        return self.env["care.profile"]._refresh_recent(self.company)

    def full(self):
        return self.env["care.profile"]._refresh(self.company)

    def customers(self, count):
        random = Random(3)
        customers = [self.customer() for _number in range(count)]
        for customer in customers:
            for _number in range(random.randint(1, 6)):
                day = date.fromordinal(TODAY.toordinal() - random.randint(1, 800))
                self.deal(customer, day, random.randint(-20, 400))
        return customers

    def test_nothing_new_writes_nothing(self):
        self.customers(20)
        self.full()
        self.assertEqual(sum(self.recent()), 0)

    def test_it_finds_what_a_full_refresh_finds(self):
        customers = self.customers(40)
        self.opportunity(customers[5], expected_revenue=50, probability=20)
        prospect = self.customer()
        self.opportunity(prospect, expected_revenue=70, probability=60)
        self.full()
        self.age()
        self.deal(customers[0], TODAY, 5000)
        self.deal(customers[1], "2026-03-01", 900)
        self.opportunity(customers[2], expected_revenue=10, probability=90)
        customers[3].user_id = self.env.user
        self.env.flush_all()
        self.assertGreaterEqual(self.recent().written, 4)
        self.assertEqual(customers[0].care_profile_id.rank, 1)
        self.assertEqual(sum(self.full()), 0)

    def test_by_whatever_method_it_finds_what_a_full_refresh_finds(self):
        customers = self.customers(40)
        # many are equal, some bring nothing
        for number, customer in enumerate(customers[10:30]):
            self.deal(customer, "2026-02-01", 100 * (number % 3))
        ladder, amounts = (20, 50, 100), (900, 200, 0)
        for tier_method, cuts in (
            ("pareto", ladder),
            ("percentile", ladder),
            ("amount", amounts),
        ):
            for number, (method, cut) in enumerate(
                (("share", 60), ("percentile", 30), ("amount", 300))
            ):
                with self.subTest(tiers=tier_method, contribution=method):
                    self.choose(tier_method, cuts, method, cut)
                    self.full()
                    self.age()
                    self.deal(customers[number], TODAY, 700)
                    self.deal(customers[30 + number], TODAY, 100)
                    self.deal(customers[35], TODAY, -50)
                    self.assertTrue(self.recent().written)
                    self.assertEqual(sum(self.full()), 0)

    def choose(self, tier_method, cuts, method, cut):
        self.policy.write(
            {
                "tier_method": tier_method,
                "tier_ids": [
                    Command.update(tier.id, {"cut": value})
                    for tier, value in zip(self.policy.tier_ids, cuts, strict=True)
                ],
                "contribution_cut_method": method,
                "contribution_cut": cut,
            }
        )

    def test_the_first_customers_of_all_are_placed(self):
        self.full()
        first, second = self.customer(), self.customer()
        self.deal(first, TODAY, 75)
        self.deal(second, TODAY, 75)
        self.assertEqual(self.recent().written, 2)
        self.assertEqual(sum(self.full()), 0)

    def test_others_follow_when_one_moves_ahead(self):
        first, second = self.customer(), self.customer()
        self.deal(first, "2026-01-10", 75)
        self.deal(second, "2026-01-10", 25)
        self.full()
        self.assertEqual(second.care_quadrant, "e2")
        self.age()
        self.deal(first, TODAY, 1000)
        self.recent()
        self.assertEqual(second.care_quadrant, "e4")
        self.assertEqual(sum(self.full()), 0)

    def test_a_customer_without_anything_left_loses_its_profile(self):
        customer = self.customer()
        lead = self.opportunity(customer, expected_revenue=50)
        self.full()
        lead.action_set_lost()
        self.assertEqual(self.recent().removed, 1)
        self.assertFalse(self.profile(customer))

    def test_the_first_refresh_of_a_day_is_whole(self):
        customer = self.customer()
        self.deal(customer, "2026-01-10", 75)
        self.recent()
        self.assertEqual(self.policy.as_of, TODAY)
        self.assertEqual(customer.care_contribution, 75)
