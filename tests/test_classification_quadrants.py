from datetime import date

from dateutil.relativedelta import relativedelta

from odoo.tests import tagged

from .common import CareCommon


@tagged("post_install", "-at_install")
class TestQuadrants(CareCommon):
    def deals(self, customer, days, amount=100):
        for day in days:
            self.deal(customer, day, amount)

    def stability(self, customer):
        return round(customer.care_profile_id.stability, 4)

    def test_twelve_equal_orders_are_fully_stable(self):
        customer = self.customer()
        first = date(2025, 7, 15)
        self.deals(customer, [first + relativedelta(months=i) for i in range(12)])
        self.refresh("2026-06-30")
        self.assertEqual(self.stability(customer), 1)

    def test_one_order_ever_is_hardly_stable(self):
        customer = self.customer()
        self.deal(customer, "2025-08-01", 1200)
        self.refresh("2026-06-30")
        self.assertEqual(self.stability(customer), 0.2551)

    def test_orders_on_every_last_day_are_stable_on_any_day(self):
        customer = self.customer()
        first = date(2024, 6, 30)
        days = [first + relativedelta(months=i, day=31) for i in range(25)]
        self.deals(customer, days)
        for day in ("2026-05-31", "2026-06-01", "2026-06-15", "2026-06-30"):
            self.refresh(day)
            self.assertEqual(self.stability(customer), 1)

    def test_a_short_history_is_unrated(self):
        customer = self.customer()
        self.deal(customer, "2026-05-31", 100)
        self.deal(customer, "2026-06-30", 300)
        self.refresh("2026-06-30")
        self.assertFalse(customer.care_quadrant)
        self.assertTrue(customer.care_profile_id.is_unrated)
        self.assertEqual(customer.care_segment, "new")

    def test_stability_changes_once_a_month(self):
        customer = self.customer()
        self.deals(customer, ["2025-08-01", "2026-01-10", "2026-06-10"])
        self.refresh("2026-06-01")
        before = self.stability(customer)
        self.refresh("2026-06-29")
        self.assertEqual(self.stability(customer), before)
        self.refresh("2026-06-30")
        self.assertNotEqual(self.stability(customer), before)

    def test_refunds_change_sums_only(self):
        customer = self.customer()
        self.deals(customer, ["2025-08-01", "2025-10-01", "2026-01-01"])
        self.deal(customer, "2026-06-01", -150)
        self.refresh("2026-06-30")
        profile = customer.care_profile_id
        self.assertEqual(profile.contribution, 150)
        self.assertEqual((profile.order_count, profile.average_order), (3, 100))
        self.assertEqual(profile.last_purchase_date, date(2026, 1, 1))
        self.assertEqual(profile.mean_interval_days, 76.5)

    def test_four_quadrants_of_customers(self):
        steady = [date(2025, 7, 15) + relativedelta(months=i) for i in range(12)]
        e1, e2, e3, e4 = (self.customer() for _number in range(4))
        self.deals(e1, steady, 400)
        self.deal(e2, "2025-08-01", 4000)
        self.deals(e3, steady, 10)
        self.deal(e4, "2025-08-01", 90)
        self.refresh("2026-06-30")
        quadrants = [customer.care_quadrant for customer in (e1, e2, e3, e4)]
        self.assertEqual(quadrants, ["e1", "e2", "e3", "e4"])

    def test_who_comes_after_the_first_share_is_low(self):
        customers = [self.customer() for _number in range(4)]
        for customer, amount in zip(customers, (40, 40, 10, 10), strict=True):
            self.deal(customer, "2025-08-01", amount)
        self.refresh("2026-06-30")
        quadrants = [customer.care_quadrant for customer in customers]
        self.assertEqual(quadrants, ["e2", "e2", "e4", "e4"])

    def test_four_quadrants_of_prospects(self):
        prospects = [self.customer() for _number in range(4)]
        numbers = [(1000, 60), (1000, 50), (10, 50), (10, 10)]
        for prospect, (revenue, probability) in zip(prospects, numbers, strict=True):
            self.opportunity(
                prospect, expected_revenue=revenue, probability=probability
            )
        self.refresh("2026-06-30")
        quadrants = [prospect.care_quadrant for prospect in prospects]
        self.assertEqual(quadrants, ["p1", "p1", "p3", "p4"])
        self.assertEqual({bool(p.care_segment) for p in prospects}, {False})
        self.assertFalse(prospects[0].care_tier_id)

    def test_an_opportunity_without_customer_has_a_quadrant_of_its_own(self):
        self.opportunity(self.customer(), expected_revenue=500, probability=10)
        self.refresh("2026-06-30")
        leads = [
            self.opportunity(expected_revenue=revenue, probability=probability)
            for revenue, probability in ((500, 50), (500, 49), (499, 50), (0, 0))
        ]
        self.assertEqual(
            [lead.care_quadrant for lead in leads], ["p1", "p2", "p3", "p4"]
        )
        found = self.env["crm.lead"].search([("care_quadrant", "=", "p2")])
        self.assertEqual(found & leads[0].browse(lead.id for lead in leads), leads[1])

    def test_a_growing_customer_has_potential(self):
        customer, key = self.customer(), self.customer()
        self.deal(key, "2026-03-01", 9000)
        self.deal(customer, "2025-03-01", 100)
        self.deal(customer, "2026-03-01", 130)
        self.refresh("2026-06-30")
        self.assertEqual(customer.care_segment, "potential")
        self.assertAlmostEqual(customer.care_profile_id.trend, 0.3)

    def test_lost_needs_several_of_the_usual_intervals(self):
        yearly, lost = self.customer(), self.customer()
        self.deals(yearly, ["2024-07-15", "2024-12-15", "2025-06-15"])
        self.deals(lost, ["2025-06-05", "2025-06-10", "2025-06-15"])
        self.refresh("2026-06-30")
        self.assertEqual(yearly.care_segment, "dormant")
        self.assertEqual(lost.care_segment, "lost")

    def test_segments_of_a_customer_in_order(self):
        customer = self.customer()
        self.deal(self.customer(), "2026-01-15", 9000)
        self.deal(customer, "2024-06-01", 300)
        self.deals(customer, ["2025-06-25", "2026-01-01"])
        for day, segment in (
            ("2026-02-01", "general"),
            ("2026-06-29", "general"),
            ("2026-06-30", "dormant"),
            ("2026-12-31", "dormant"),
            ("2027-01-01", "lost"),
        ):
            self.refresh(day)
            self.assertEqual((day, customer.care_segment), (day, segment))
