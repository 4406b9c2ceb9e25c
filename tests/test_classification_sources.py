from datetime import date

from odoo.tests import tagged

from .common import CareCommon


@tagged("post_install", "-at_install")
class TestSources(CareCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.buyer = cls.customer()

    def bought(self, day="2026-06-30"):
        """(contribution, number of orders, first and last purchase) of the buyer."""
        self.refresh(day)
        profile = self.profile(self.buyer)
        first, last = profile.first_purchase_date, profile.last_purchase_date
        return profile.contribution, profile.order_count, str(first), str(last)

    def test_confirmed_orders_count_on_their_day(self):
        self.order(self.buyer, "2026-03-10 12:00:00", 100)
        self.assertEqual(self.bought(), (100, 1, "2026-03-10", "2026-03-10"))

    def test_quotations_and_cancelled_orders_do_not_count(self):
        for state in ("draft", "sent", "cancel"):
            self.order(self.buyer).state = state
        self.refresh()
        self.assertFalse(self.profile(self.buyer))

    def test_a_locked_order_counts(self):
        self.order(self.buyer).locked = True
        self.assertEqual(self.bought()[:2], (100, 1))

    def test_orders_and_earlier_deals_add_up(self):
        self.order(self.buyer, "2026-03-10 12:00:00", 100)
        self.deal(self.buyer, "2025-12-01", 30)
        self.assertEqual(self.bought(), (130, 2, "2025-12-01", "2026-03-10"))

    def test_a_source_that_is_off_does_not_count(self):
        self.order(self.buyer, "2026-03-10 12:00:00", 100)
        self.deal(self.buyer, "2025-12-01", 30)
        self.policy.use_deals = False
        self.assertEqual(self.bought()[:2], (100, 1))
        self.policy.write({"use_deals": True, "use_orders": False})
        self.assertEqual(self.bought("2026-07-01")[:2], (30, 1))

    def test_an_archived_deal_does_not_count(self):
        self.deal(self.buyer, amount=30)
        self.deal(self.buyer, amount=5).active = False
        self.assertEqual(self.bought()[0], 30)

    def test_the_window_ends_on_its_day_and_starts_after_its_first(self):
        for day, amount in (
            ("2025-06-30", 1),
            ("2025-07-01", 10),
            ("2026-06-30", 100),
            ("2026-07-01", 1000),
        ):
            self.deal(self.buyer, day, amount)
        self.assertEqual(self.bought(), (110, 2, "2025-06-30", "2026-06-30"))
        self.assertEqual(self.profile(self.buyer).previous_contribution, 1)
        self.assertEqual(self.bought("2026-07-01")[0], 1100)

    def test_future_purchases_make_no_customer(self):
        self.deal(self.buyer, "2026-07-01")
        self.order(self.buyer, "2026-07-01 00:00:00")
        self.refresh()
        self.assertFalse(self.profile(self.buyer))

    def test_a_zero_order_is_a_purchase(self):
        self.order(self.buyer, "2026-05-02 12:00:00", 0)
        self.assertEqual(self.bought(), (0, 1, "2026-05-02", "2026-05-02"))
        self.assertEqual(self.buyer.care_tier_id, self.tier("General"))
        self.assertEqual(self.profile(self.buyer).average_order, 0)

    def test_a_refund_changes_the_sum_only(self):
        self.deal(self.buyer, "2026-03-01", 100)
        self.deal(self.buyer, "2026-06-01", -30)
        self.assertEqual(self.bought(), (70, 1, "2026-03-01", "2026-03-01"))

    def test_a_refund_alone_makes_no_customer(self):
        self.deal(self.buyer, amount=-30)
        self.refresh()
        self.assertFalse(self.profile(self.buyer))

    def test_a_negative_customer_ranks_last_without_a_share(self):
        self.deal(self.buyer, "2026-03-01", 10)
        self.deal(self.buyer, "2026-06-01", -30)
        other = self.customer()
        self.deal(other)
        self.assertEqual(self.bought()[0], -20)
        profile = self.profile(self.buyer)
        self.assertEqual(
            (profile.rank, profile.share, profile.tier_id), (2, 0, self.tier("General"))
        )
        self.assertEqual(self.profile(other).cumulative_share, 1)

    def test_contacts_buy_for_their_company(self):
        person = self.customer(is_company=False, parent_id=self.buyer.id)
        self.order(person, amount=10)
        self.deal(person, amount=5)
        self.assertEqual(self.bought()[:2], (15, 2))

    def test_a_partner_without_commercial_entity_is_its_own(self):
        self.order(self.buyer, amount=10)
        self.deal(self.buyer, amount=5)
        self.opportunity(self.buyer, expected_revenue=7, probability=10)
        self.env.flush_all()
        query = "UPDATE res_partner SET commercial_partner_id = NULL WHERE id = %s"
        self.env.cr.execute(query, [self.buyer.id])
        self.env.invalidate_all()
        self.assertEqual(self.bought()[:2], (15, 2))
        self.assertEqual(self.profile(self.buyer).expected_contribution, 7)

    def test_a_refresh_without_any_purchase_works(self):
        self.assertEqual(sum(self.refresh()), 0)
        self.assertEqual(self.policy.as_of, date(2026, 6, 30))


@tagged("post_install", "-at_install")
class TestOpportunities(CareCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.buyer = cls.customer()
        cls.policy.use_opportunities = True

    def won(self, **vals):
        lead = self.opportunity(self.buyer, expected_revenue=50, **vals)
        lead.action_set_won()
        lead.date_closed = "2026-04-03 12:00:00"
        return lead

    def test_a_won_opportunity_counts_when_it_was_won(self):
        self.won()
        self.refresh()
        profile = self.profile(self.buyer)
        self.assertEqual((profile.contribution, profile.order_count), (50, 1))
        self.assertEqual(profile.last_purchase_date, date(2026, 4, 3))

    def test_an_opportunity_with_a_confirmed_order_counts_as_the_order(self):
        self.order(self.buyer, amount=80, opportunity_id=self.won().id)
        self.refresh()
        profile = self.profile(self.buyer)
        self.assertEqual((profile.contribution, profile.order_count), (80, 1))

    def test_an_opportunity_with_a_cancelled_order_counts_itself(self):
        lead = self.won()
        self.order(self.buyer, amount=80, opportunity_id=lead.id).state = "cancel"
        lead.expected_revenue = 50
        self.refresh()
        self.assertEqual(self.profile(self.buyer).contribution, 50)

    def test_leads_lost_and_open_opportunities_are_no_purchases(self):
        self.won().type = "lead"
        self.opportunity(self.buyer, expected_revenue=5).action_set_lost()
        self.opportunity(self.buyer, expected_revenue=9, probability=20)
        self.refresh()
        profile = self.profile(self.buyer)
        self.assertFalse(profile.first_purchase_date or profile.tier_id)
        self.assertEqual((profile.expected_contribution, profile.intention), (9, 20))

    def test_the_company_of_an_opportunity_is_that_of_its_team_or_salesperson(self):
        other = self.env["res.company"].create({"name": "Other"})
        vals = {"name": "Other", "company_id": other.id}
        self.won(company_id=False).team_id = self.env["crm.team"].create(vals)
        self.won(company_id=False, user_id=self.user().id)
        self.refresh(company=self.company | other)
        self.assertEqual(self.profile(self.buyer).contribution, 50)


@tagged("post_install", "-at_install")
class TestMeasures(CareCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.buyer = cls.customer()

    def test_distinct_products_of_orders_and_deals(self):
        self.policy.measure = "products"
        first, second = self.product(), self.product()
        for product in (first, first, second):
            self.order(self.buyer, product=product)
        self.deal(self.buyer, product_id=first.id)
        for name in ("Old lathe", " old LATHE ", "Saw", " "):
            self.deal(self.buyer, product_name=name)
        self.refresh()
        self.assertEqual(self.profile(self.buyer).contribution, 4)

    def test_stability_and_trend_come_from_revenue_whatever_the_measure(self):
        product = self.product()
        for number in range(12):
            year, month = divmod(2025 * 12 + 6 + number, 12)
            self.order(
                self.buyer, f"{year}-{month + 1:02}-15 12:00:00", product=product
            )
        self.order(self.buyer, "2025-06-15 12:00:00", 600, product=product)
        self.policy.measure = "products"
        self.refresh()
        profile = self.profile(self.buyer)
        self.assertEqual((profile.contribution, profile.previous_contribution), (1, 1))
        self.assertEqual((profile.stability, profile.trend), (1, 1))

    def test_a_line_of_no_quantity_is_no_product(self):
        self.policy.measure = "products"
        self.order(self.buyer).order_line.product_uom_qty = 0
        self.refresh()
        self.assertEqual(self.profile(self.buyer).contribution, 0)
