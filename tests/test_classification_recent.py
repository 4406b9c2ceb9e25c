from datetime import date
from random import Random
from unittest.mock import patch

from odoo.tests import tagged
from odoo.tools import SQL

from .common import CareCommon

TODAY = date(2026, 6, 29)


@tagged("post_install", "-at_install")
class TestRecent(CareCommon):
    def setUp(self):
        super().setUp()
        policies = type(self.policy)
        self.startPatcher(patch.object(policies, "_get_today", lambda _policy: TODAY))

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

    def age(self):
        """Let everything have been written long before the last refresh."""
        self.env.flush_all()
        for table in ("care_deal", "res_partner", "crm_lead"):
            query = SQL(
                "UPDATE %s SET write_date = '2000-01-01'", SQL.identifier(table)
            )
            self.env.cr.execute(query)

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
