from odoo.tests import tagged

from .common import CareCommon

AMOUNT = {"contribution_cut_method": "amount"}


@tagged("post_install", "-at_install")
class TestLines(CareCommon):
    """Where the lines between high and low run after a refresh."""

    def bought(self, *amounts, day="2025-08-01", **vals):
        customers = [self.customer(**vals) for _amount in amounts]
        for customer, amount in zip(customers, amounts, strict=True):
            self.deal(customer, day, amount)
        return customers

    def expected(self, *amounts, **vals):
        customers = [self.customer(**vals) for _amount in amounts]
        for customer, amount in zip(customers, amounts, strict=True):
            self.opportunity(customer, expected_revenue=amount, probability=90)
        return customers

    def quadrants(self, customers):
        return [self.profile(customer).quadrant for customer in customers]

    def test_lines_follow_a_policy_that_moves_nobody(self):
        self.bought(1000, 10)
        self.policy.write({**AMOUNT, "contribution_cut": 500, "stability_cut": 0.9})
        self.refresh()
        self.policy.write({"contribution_cut": 400, "stability_cut": 0.95})
        self.assertEqual(sum(self.refresh()), 0)
        self.assertEqual(self.policy.contribution_line, 400)
        self.assertEqual(self.policy.stability_line, 0.95)

    def test_an_amount_holds_where_there_are_no_prospects_yet(self):
        self.policy.write({"expected_cut_method": "amount", "expected_cut": 1000})
        self.refresh()
        lead = self.opportunity(expected_revenue=10, probability=90)
        self.assertEqual(lead.care_quadrant, "p3")

    def test_a_line_is_a_round_number_between_both(self):
        self.bought(8340, 1160, 830)
        self.policy.write({"contribution_cut_method": "percentile"})
        self.policy.contribution_cut = 50
        self.refresh()
        self.assertEqual(self.policy.contribution_line, 1000)

    def test_only_active_customers_make_the_median_of_prospects(self):
        small, middle = self.expected(10, 20)
        self.expected(1000, active=False)
        self.refresh()
        self.assertEqual(self.policy.expected_line, 15)
        self.assertEqual(self.quadrants([small, middle]), ["p3", "p1"])

    def test_own_companies_and_archived_buyers_are_no_prospects(self):
        small, middle = self.expected(10, 20)
        self.opportunity(self.company.partner_id, expected_revenue=1000)
        [buyer] = self.bought(500)
        self.opportunity(buyer, expected_revenue=1000, probability=90)
        buyer.active = False
        self.refresh()
        self.assertEqual(self.quadrants([small, middle]), ["p3", "p1"])
        self.assertFalse(self.profile(self.company.partner_id))

    def test_a_lock_on_an_unrated_customer_moves_no_line(self):
        self.bought(900, 50)
        [fresh] = self.bought(5, day="2026-06-20")
        self.refresh()
        line = self.policy.contribution_line
        self.profile(fresh).write(
            {"quadrant_lock": "e1", "quadrant_lock_reason": "Sponsor"}
        )
        self.refresh("2026-07-01")
        self.assertTrue(self.profile(fresh).is_unrated)
        self.assertEqual(self.policy.contribution_line, line)

    def test_the_hour_agrees_with_the_night_where_nobody_rated_is_high(self):
        self.policy.contribution_cut_method = "median"
        old = self.bought(10, 20)
        self.bought(500, 600, day="2026-06-20")
        self.refresh("2026-06-30")
        self.assertEqual(self.quadrants(old), ["e4", "e4"])
        self.assertGreater(self.policy.contribution_line, 20)
