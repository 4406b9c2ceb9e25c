from odoo.tests import tagged

from .common import CareCommon


@tagged("post_install", "-at_install")
class TestSegments(CareCommon):
    """Customers that are neither new nor key nor away, and what else is known."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.deal(cls.customer(), "2026-02-01", 9000)
        cls.buyer = cls.customer()
        cls.deal(cls.buyer, "2026-02-01", 100)

    def segment(self, customer=None):
        self.refresh()
        return (customer or self.buyer).care_segment

    def rate(self, *stars, **vals):
        vals = {"partner_id": self.buyer.id, "consumed": True, **vals}
        vals["res_model_id"] = self.env["ir.model"]._get_id("res.partner")
        vals["res_id"] = self.buyer.id
        self.env["rating.rating"].create([{**vals, "rating": n} for n in stars])

    def test_a_pipeline_as_large_as_what_was_bought_is_potential(self):
        lead = self.opportunity(self.buyer, expected_revenue=99.99)
        self.assertEqual(self.segment(), "general")
        lead.expected_revenue = 100
        self.assertEqual(self.segment(), "potential")

    def test_open_opportunities_of_all_contacts_are_added_up(self):
        person = self.customer(is_company=False, parent_id=self.buyer.id)
        self.opportunity(person, expected_revenue=60)
        lead = self.opportunity(self.buyer, expected_revenue=40)
        self.assertEqual(self.segment(), "potential")
        lead.action_set_lost()
        self.assertEqual(self.segment(), "general")

    def test_an_opportunity_without_revenue_is_no_potential(self):
        nothing = self.customer()
        self.deal(nothing, "2026-02-01", 0)
        lead = self.opportunity(nothing, expected_revenue=0, probability=90)
        self.assertEqual(self.segment(nothing), "general")
        lead.expected_revenue = 0.01
        self.assertEqual(self.segment(nothing), "potential")

    def test_where_products_are_counted_the_pipeline_is_compared_with_revenue(self):
        self.policy.write({"measure": "products", "contribution_cut": 0})
        self.policy.tier_ids[0].is_key = False
        lead = self.opportunity(self.buyer, expected_revenue=99)
        self.assertEqual(self.segment(), "general")
        lead.expected_revenue = 100
        self.assertEqual(self.segment(), "potential")

    def test_two_good_ratings_make_a_fan(self):
        self.rate(4)
        self.assertEqual(self.segment(), "general")
        self.rate(5)
        self.assertEqual(self.segment(), "fan")

    def test_one_lower_rating_makes_no_fan(self):
        self.rate(5, 5, 3.9)
        self.assertEqual(self.segment(), "general")

    def test_what_was_not_rated_yet_does_not_count(self):
        self.rate(5, 5, consumed=False)
        self.rate(5, 0)
        self.assertEqual(self.segment(), "general")

    def test_ratings_of_contacts_are_those_of_their_company(self):
        person = self.customer(is_company=False, parent_id=self.buyer.id)
        self.rate(5)
        self.rate(4, partner_id=person.id)
        self.assertEqual(self.segment(), "fan")

    def test_the_policy_tells_how_many_ratings_make_a_fan(self):
        self.policy.fan_ratings = 3
        self.rate(5, 5)
        self.assertEqual(self.segment(), "general")
        self.rate(5)
        self.assertEqual(self.segment(), "fan")

    def test_potential_comes_before_fans(self):
        self.rate(5, 5)
        self.opportunity(self.buyer, expected_revenue=100)
        self.assertEqual(self.segment(), "potential")
