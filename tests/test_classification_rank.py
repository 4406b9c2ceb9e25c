from datetime import date, timedelta

from odoo.tests import tagged

from .common import CareCommon

AS_OF = date(2026, 6, 30)
DAYS = (0, 29, 30, 31, 400)


@tagged("post_install", "-at_install")
class TestRecency(CareCommon):
    """Customers by the days since their last purchase, and one without any."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.ages = {}
        for days in DAYS:
            customer = cls.customer()
            cls.deal(customer, AS_OF - timedelta(days), 100)
            cls.ages[customer] = days
        cls.prospect = cls.customer()
        cls.opportunity(cls.prospect, expected_revenue=5)
        cls.refresh(AS_OF)

    def found(self, operator, value):
        own = [("company_id", "=", self.company.id)]
        domain = [*own, ("recency_days", operator, value)]
        profiles = self.env["care.profile"].search(domain)
        return sorted(self.ages.get(customer, -1) for customer in profiles.partner_id)

    def test_days_are_counted_to_the_last_refresh(self):
        for customer, days in self.ages.items():
            self.assertEqual(self.profile(customer).recency_days, days)
        self.assertEqual(self.profile(self.prospect).recency_days, 0)

    def test_days_are_searched_by_every_comparison(self):
        for operator, found in (
            (">", [31, 400]),
            (">=", [30, 31, 400]),
            ("<", [0, 29]),
            ("<=", [0, 29, 30]),
        ):
            with self.subTest(operator):
                self.assertEqual(self.found(operator, 30), found)

    def test_days_are_searched_by_their_number(self):
        for operator, value, found in (
            ("=", 30, [30]),
            ("!=", 30, [0, 29, 31, 400]),
            ("in", [29, 400], [29, 400]),
            ("not in", [29, 400], [0, 30, 31]),
        ):
            with self.subTest(operator):
                numbers = [days for days in self.found(operator, value) if days in DAYS]
                self.assertEqual(numbers, found)

    def test_days_of_two_companies_count_to_the_refresh_of_each(self):
        other = self.env["res.company"].create({"name": "Other"})
        self.env.user.company_ids |= other
        customer = self.customer()
        self.deal(customer, "2026-06-30", 5, company_id=other.id)
        self.refresh("2026-07-30", other)
        profiles = self.env["care.profile"].with_context(
            allowed_company_ids=(self.company | other).ids
        )
        both = [("company_id", "in", (self.company | other).ids)]
        least, most = ("recency_days", ">=", 30), ("recency_days", "<=", 30)
        found = profiles.search([*both, least, most])
        self.assertEqual(found.company_id, self.company | other)
        self.assertEqual(len(found), 2)


@tagged("post_install", "-at_install")
class TestRankOfArchived(CareCommon):
    """Who is archived has no place, and takes none."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.customers = [cls.customer() for _number in range(5)]
        for customer, amount in zip(cls.customers, (50, 40, 30, 20, 10), strict=True):
            cls.deal(customer, "2026-06-01", amount)
        cls.refresh("2026-06-30")
        cls.gone = cls.customers[0]
        cls.gone.active = False

    def test_who_is_archived_has_no_place(self):
        profile = self.profile(self.gone)
        self.assertFalse(profile.active)
        self.assertEqual((profile.rank, profile.percentile), (0, 0))
        self.assertEqual((profile.share, profile.cumulative_share), (0, 0))
        self.assertEqual(profile.contribution, 50)

    def test_the_others_close_up(self):
        profiles = [self.profile(customer) for customer in self.customers[1:]]
        self.assertEqual([p.rank for p in profiles], [1, 2, 3, 4])
        self.assertEqual([p.percentile for p in profiles], [100, 75, 50, 25])
        self.assertEqual([p.share for p in profiles], [0.4, 0.3, 0.2, 0.1])

    def test_places_are_read_together_with_those_of_who_has_none(self):
        profiles = self.profile(self.gone) | self.profile(self.customers[1])
        self.assertEqual(profiles.mapped("rank"), [0, 1])
        self.assertEqual(profiles.mapped("percentile"), [0, 100])

    def test_a_place_is_searched_by_its_number(self):
        own = [("company_id", "=", self.company.id)]
        profiles = self.env["care.profile"]
        found = profiles.search([*own, ("percentile", "=", 75)])
        self.assertEqual(found.partner_id, self.customers[2])
        found = profiles.search([*own, ("percentile", "in", [100, 25])])
        self.assertEqual(found.partner_id, self.customers[1] | self.customers[4])

    def test_the_best_fifth_is_one_of_those_who_are_left(self):
        own = [("company_id", "=", self.company.id)]
        best = [*own, ("percentile", ">", 80)]
        profiles = self.env["care.profile"]
        self.assertEqual(profiles.search(best).partner_id, self.customers[1])
        archived = [*best, ("active", "=", False)]
        self.assertFalse(profiles.search(archived))

    def test_the_next_refresh_keeps_the_profile_without_a_place(self):
        self.refresh("2026-07-01")
        profile = self.profile(self.gone)
        self.assertEqual((profile.active, profile.rank), (False, 0))
        self.assertEqual(profile.contribution, 50)
        self.gone.active = True
        self.refresh("2026-07-02")
        self.assertEqual((profile.active, profile.rank), (True, 1))
