from odoo.tests import tagged

from .common import CareCommon


@tagged("post_install", "-at_install")
class TestExplanation(CareCommon):
    """The sentence that says why a customer is in its tier."""

    def why(self, customer):
        return self.profile(customer).explanation.replace("\xa0", " ")

    def buyers(self, *amounts, day="2026-02-01"):
        customers = [self.customer() for _amount in amounts]
        for customer, amount in zip(customers, amounts, strict=True):
            self.deal(customer, day, amount)
        return customers

    def test_each_way_to_a_tier_has_its_sentence(self):
        big, small = self.buyers(900, 100)
        self.refresh()
        self.assertIn("cumulative share 90.0 % (ceiling 80 %)", self.why(big))
        self.policy.write({"tier_method": "percentile"})
        self.env.invalidate_all()
        self.assertIn("0.0 % of customers are better (ceiling 80 %)", self.why(big))
        cuts = zip(self.policy.tier_ids, (500, 50, 0), strict=True)
        tiers = [(1, tier.id, {"cut": cut}) for tier, cut in cuts]
        self.policy.write({"tier_method": "amount", "tier_ids": tiers})
        self.refresh()
        self.assertIn("$ 100.00 in 12 months (from $ 50.00)", self.why(small))

    def test_the_last_tier_takes_all_that_are_left(self):
        self.policy.tier_ids[-1].cut = 96
        _big, small = self.buyers(9900, 100)
        self.refresh()
        self.assertIn("(ceiling 100 %)", self.why(small))

    def test_who_bought_and_brought_nothing_is_told(self):
        [customer] = self.buyers(100)
        self.deal(customer, "2026-03-01", -100)
        [quiet] = self.buyers(100, day="2024-02-01")
        self.refresh()
        self.assertEqual(
            self.why(customer),
            "General: bought in the last 12 months (orders: 1), which brought $ 0.00.",
        )
        self.assertEqual(
            self.why(quiet), "General: nothing bought in the last 12 months."
        )

    def test_an_archived_customer_has_no_rank(self):
        [customer] = self.buyers(100)
        self.refresh("2026-06-29")
        customer.active = False
        self.refresh()
        self.assertEqual(
            self.why(customer),
            "Key when its contact was archived: it has no rank since.",
        )

    def test_who_is_held_above_its_numbers_is_told(self):
        [customer] = self.buyers(100)
        self.refresh("2026-06-10")
        self.assertNotIn("Below", self.why(customer))
        self.buyers(9900)
        self.refresh("2026-06-11")
        self.assertEqual(self.profile(customer).tier_id.name, "Key")
        self.assertIn("Below this tier now: falls are decided", self.why(customer))
        self.refresh("2026-06-30")
        self.assertIn("Below this tier since 06/30/2026", self.why(customer))

    def test_who_brings_as_much_as_the_best_is_not_below_its_tier(self):
        customers = self.buyers(*[20] * 5)
        self.refresh()
        for customer in customers:
            self.assertEqual(self.profile(customer).tier_id.name, "Key")
            self.assertNotIn("Below", self.why(customer))

    def test_a_lock_and_a_prospect_have_their_sentences(self):
        [customer] = self.buyers(100)
        prospect = self.customer()
        self.opportunity(prospect, expected_revenue=250, probability=40)
        self.refresh()
        self.profile(customer).write(
            {
                "tier_lock_id": self.tier("General").id,
                "tier_lock_reason": "Sponsor",
                "tier_lock_until": "2026-12-31",
            }
        )
        self.assertEqual(
            self.why(customer), "General: locked until 12/31/2026. Sponsor"
        )
        self.assertEqual(
            self.why(prospect),
            "Prospect: $ 250.00 expected from open opportunities, 40 % likely at best.",
        )
