from datetime import date

from odoo.tests import tagged

from .common import CareCommon


@tagged("post_install", "-at_install")
class TestOwner(CareCommon):
    """Who looks after a customer, and since when."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.ann, cls.bob, cls.cleo = (
            cls.user("salesperson", name=name) for name in ("Ann", "Bob", "Cleo")
        )
        cls.buyer = cls.customer()

    def owner(self, day="2026-06-30", customer=None):
        self.refresh(day)
        return self.profile(customer or self.buyer).user_id

    def lead(self, user, moment, customer=None, **vals):
        lead = self.opportunity(customer or self.buyer, **vals)
        lead.user_id = user
        self.env.flush_all()
        query = "UPDATE crm_lead SET create_date = %s WHERE id = %s"
        self.env.cr.execute(query, [moment, lead.id])
        self.env.invalidate_all()
        return lead

    def test_the_salesperson_of_the_contact_comes_first(self):
        self.buyer.user_id = self.ann
        self.order(self.buyer, "2026-06-01 12:00:00", user_id=self.bob.id)
        self.lead(self.cleo, "2026-06-20 12:00:00")
        self.assertEqual(self.owner(), self.ann)

    def test_without_one_it_is_that_of_the_latest_order(self):
        self.order(self.buyer, "2026-06-01 12:00:00", user_id=self.bob.id)
        self.order(self.buyer, "2026-05-01 12:00:00", user_id=self.ann.id)
        self.assertEqual(self.owner(), self.bob)

    def test_an_opportunity_later_than_the_order_tells(self):
        self.order(self.buyer, "2026-06-01 12:00:00", user_id=self.bob.id)
        self.lead(self.cleo, "2026-05-31 12:00:00")
        self.assertEqual(self.owner(), self.bob)
        self.lead(self.ann, "2026-06-01 12:00:01").action_set_lost()
        self.assertEqual(self.owner("2026-07-01"), self.ann)

    def test_documents_of_nobody_tell_nothing(self):
        self.order(self.buyer, "2026-06-01 12:00:00", user_id=self.bob.id)
        self.order(self.buyer, "2026-06-20 12:00:00")
        self.opportunity(self.buyer, expected_revenue=5)
        self.assertEqual(self.owner(), self.bob)

    def test_orders_of_contacts_tell_too(self):
        person = self.customer(is_company=False, parent_id=self.buyer.id)
        self.order(person, "2026-06-01 12:00:00", user_id=self.bob.id)
        self.assertEqual(self.owner(), self.bob)

    def test_orders_tell_even_where_they_are_no_purchases(self):
        self.policy.use_orders = False
        self.order(self.buyer, "2026-06-01 12:00:00", user_id=self.bob.id)
        self.deal(self.buyer)
        self.assertEqual(self.owner(), self.bob)

    def test_a_prospect_belongs_to_who_follows_its_latest_opportunity(self):
        prospect = self.customer()
        self.lead(self.ann, "2026-05-01 12:00:00", prospect, expected_revenue=5)
        self.lead(self.bob, "2026-06-01 12:00:00", prospect, expected_revenue=5)
        self.assertEqual(self.owner(customer=prospect), self.bob)

    def test_nobody_is_nobody(self):
        self.deal(self.buyer)
        self.assertFalse(self.owner())
        self.assertFalse(self.profile(self.buyer).assigned_date)

    def test_a_refresh_keeps_the_day_on_which_the_owner_changed(self):
        self.order(self.buyer, "2026-05-01 12:00:00", user_id=self.ann.id)
        found = []
        steps = (
            ("2026-06-01", None),
            ("2026-06-02", None),
            ("2026-06-03", self.bob),
            ("2026-06-04", self.bob),
            ("2026-06-05", self.ann),
        )
        for day, user in steps:
            self.buyer.user_id = user
            owner = self.owner(day)
            found.append((owner, self.profile(self.buyer).assigned_date))
        ends = [(self.ann, 1), (self.ann, 1), (self.bob, 3), (self.bob, 3)]
        ends.append((self.ann, 5))
        self.assertEqual(found, [(user, date(2026, 6, day)) for user, day in ends])

    def test_who_lost_the_owner_is_assigned_to_nobody(self):
        self.deal(self.buyer, "2026-05-01")
        self.buyer.user_id = self.ann
        self.assertEqual(self.owner("2026-06-01"), self.ann)
        self.buyer.user_id = False
        self.assertFalse(self.owner("2026-06-02"))
        self.assertFalse(self.profile(self.buyer).assigned_date)
