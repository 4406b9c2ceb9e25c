from datetime import date

from freezegun import freeze_time

from .kpi_common import JUNE, KpiCommon

TENTH = "2026-06-10 12:00:00"


class TestKpiCustomer(KpiCommon):
    """What became of the customers of a salesperson, counted by hand."""

    def own(self, *deals, user=None, **vals):
        """A customer of the salesperson who bought on some days for some amounts."""
        user = user or self.seller
        customer = self.customer(user_id=user.id, **vals)
        for day, amount in deals:
            self.deal(customer, day, amount)
        return customer

    def test_revenue_is_what_own_customers_bought_this_month(self):
        bought = self.own(("2026-06-01", 100.5), ("2026-06-20", 50))
        refunded = self.own(("2026-06-02", -20), ("2026-05-31", 500))
        self.own(("2026-06-21", 7))
        self.own(("2026-06-02", 900), user=self.colleague)
        self.classified()
        self.assert_figure("revenue", 130.5, bought | refunded)

    def test_orders_count_on_the_day_of_the_company(self):
        customer = self.own()
        self.order(customer, "2026-05-31 16:00:00", 30)
        self.order(customer, "2026-05-31 15:59:59", 500)
        self.classified()
        self.assert_figure("revenue", 30, customer)

    def test_growth_compares_with_the_same_days_a_year_before(self):
        more = self.own(("2025-06-20", 100), ("2026-06-20", 130))
        less = self.own(("2025-06-01", 100), ("2025-06-21", 999))
        self.own(("2025-05-31", 100))
        self.classified()
        self.assert_figure("growth", -35, more | less)

    def test_nothing_grows_from_nothing(self):
        self.own(("2026-06-02", 100))
        self.classified()
        self.assertEqual(self.measure("growth"), (None, 100, 0))

    def test_deals_per_contact_are_those_of_own_customers(self):
        both = self.own(("2026-06-02", 10), ("2026-06-03", 10), ("2026-06-04", -1))
        talked = self.own(("2026-01-02", 10))
        sold = self.own(("2026-06-05", 10))
        for customer, times in ((both, 2), (talked, 4)):
            for _time in range(times):
                self.touch(customer, TENTH, user_id=self.colleague.id)
        self.touch(sold, TENTH, effective=False)
        self.classified()
        self.assert_figure("deals_per_touch", 0.5, both | talked | sold)

    def test_new_customers_bought_for_the_first_time(self):
        new = self.own(("2026-06-01", 10), ("2026-06-19", 10))
        self.own(("2026-05-31", 10), ("2026-06-02", 10))
        self.own()
        self.classified()
        self.assert_figure("new_customers", 1, new)

    def test_customers_who_buy_are_active(self):
        active = self.own(("2026-06-01", 10))
        sleeping = self.own(("2025-09-01", 10))
        lost = self.own(("2024-01-01", 10))
        prospect = self.own()
        self.opportunity(prospect)
        self.classified()
        segments = [self.profile(one).segment for one in (sleeping, lost, prospect)]
        self.assertEqual(segments, ["dormant", "lost", False])
        self.assert_figure("active_rate", 33.333333, active | sleeping | lost)

    def test_completeness_is_the_average_of_own_archives(self):
        first, second = self.own(("2026-06-01", 10)), self.own(("2026-06-01", 10))
        self.classified()
        self.env.flush_all()
        for customer, score in ((first, 40), (second, 75)):
            self.env.cr.execute(
                "UPDATE care_profile SET completeness = %s WHERE partner_id = %s",
                (score, customer.id),
            )
        self.assert_figure("completeness", 57.5, first | second)

    def test_key_customers_are_contacted_by_whomever(self):
        called, quiet = self.own(("2026-06-01", 500)), self.own(("2026-06-01", 500))
        small = self.own(("2026-06-01", 1))
        self.touch(called, TENTH, user_id=self.colleague.id)
        self.touch(quiet, TENTH, effective=False)
        self.touch(quiet, "2026-05-31 15:59:59")
        self.touch(small, TENTH)
        self.classified()
        self.assertFalse(self.profile(small).tier_id.is_key)
        self.assert_figure("key_contacted", 50, called | quiet)

    def classify_by_amount(self):
        cuts = zip(self.policy.tier_ids, (1000, 500, 0), strict=True)
        self.policy.write(
            {
                "tier_method": "amount",
                "demotion_runs": 1,
                "tier_ids": [(1, tier.id, {"cut": cut}) for tier, cut in cuts],
            }
        )

    def test_key_customers_are_kept_or_not_by_whoever_had_them(self):
        self.classify_by_amount()
        kept = self.own(("2026-02-10", 2000))
        moved = self.own(("2026-02-10", 2000))
        # bought last a year before June
        fallen = self.own(("2025-06-15", 2000), ("2025-12-01", 1))
        self.own(("2026-06-15", 2000))
        self.classified("2026-05-30")
        self.classified("2026-06-01")
        self.assertTrue(self.profile(fallen).tier_id.is_key)
        moved.user_id = self.colleague
        self.classified("2026-06-30")
        self.classified("2026-07-01")
        self.assertFalse(self.profile(fallen).tier_id.is_key)
        now = "2026-07-01 12:00:00"
        june = self.measure("key_retention", month=JUNE, now=now)
        self.assertEqual(june, (66.666667, 2, 3))
        lines = self.records("key_retention", now=now)
        self.assertEqual(set(lines.mapped("res_id")), set((kept | moved | fallen).ids))
        missing = lines.filtered(lambda line: not line.numerator)
        self.assertEqual(missing.res_id, fallen.id)

    def test_customers_of_a_past_month_are_those_of_its_end(self):
        customer = self.own(("2026-05-10", 70))
        self.classified("2026-05-30")
        self.classified("2026-06-01")
        customer.user_id = self.colleague
        self.classified("2026-06-19")
        may = date(2026, 5, 1)
        self.assertEqual(self.measure("revenue", month=may)[0], 70)
        self.assertEqual(self.measure("revenue", self.colleague, month=may)[0], 0)

    def test_a_month_whose_customers_nobody_knows_has_no_figure_of_them(self):
        self.own(("2026-03-10", 70))
        self.classified()
        march = date(2026, 3, 1)
        self.assertIsNone(self.measure("revenue", month=march))
        self.assertEqual(self.measure("touches", month=march), (0, 0, 0))

    def test_the_archive_of_a_month_long_ago_is_not_told(self):
        self.own(("2026-03-10", 70))
        self.classified("2026-04-01")
        self.classified()
        with freeze_time(self.NOW):
            self.assertIsNone(self.measure("completeness", month=date(2026, 4, 1)))
            self.assertIsNotNone(self.measure("completeness", month=date(2026, 5, 1)))

    def test_a_salesperson_who_never_logs_in_has_figures_too(self):
        absent = self.user(name="Absent")
        self.own(("2026-06-02", 40), user=absent)
        self.classified()
        self.assertFalse(absent.login_date)
        self.assertEqual(self.measure("revenue", absent)[0], 40)
