from datetime import date

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import CareCommon


class CompanyCommon(CareCommon):
    """Two companies that share customers; the second one keeps its books in euros."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.euro = cls.env.ref("base.EUR")
        cls.euro.active = True
        vals = {"name": "Care Europe", "currency_id": cls.euro.id}
        cls.europe = cls.env["res.company"].create(vals)
        cls.env.user.company_ids |= cls.europe
        cls.both = cls.company | cls.europe
        cls.shared = cls.customer(name="Shared")

    @classmethod
    def rate(cls, currency, rate, day="2020-01-01", company=None):
        vals = {"name": day, "rate": rate, "currency_id": currency.id}
        vals["company_id"] = (company or cls.company).id
        return cls.env["res.currency.rate"].create(vals)

    def european(self, record):
        return record.with_context(allowed_company_ids=(self.europe | self.company).ids)


@tagged("post_install", "-at_install")
class TestCompanies(CompanyCommon):
    def test_each_company_classifies_a_shared_customer_by_its_own_purchases(self):
        self.deal(self.shared, amount=100)
        self.deal(self.shared, amount=7, company_id=self.europe.id)
        self.deal(amount=900, company_id=self.europe.id)
        self.refresh(company=self.both)
        self.assertEqual(self.profile(self.shared).contribution, 100)
        self.assertEqual(self.profile(self.shared, self.europe).contribution, 7)
        self.assertEqual(self.shared.care_tier_id, self.policy.tier_ids[0])
        european = self.european(self.shared)
        self.assertEqual(european.care_contribution, 7)
        self.assertEqual(european.care_tier_id, self.europe.care_policy_id.tier_ids[2])

    def test_lists_and_sums_of_partners_are_of_the_current_company(self):
        self.deal(self.shared, amount=100)
        self.deal(self.shared, amount=7, company_id=self.europe.id)
        self.refresh(company=self.both)
        domain = [("id", "=", self.shared.id), ("care_contribution", ">", 50)]
        partners = self.shared.browse()
        self.assertEqual(partners.search(domain), self.shared)
        self.assertFalse(self.european(partners).search(domain))
        [[total]] = self.european(partners)._read_group(
            [("id", "=", self.shared.id)], [], ["care_contribution:sum"]
        )
        self.assertEqual(total, 7)

    def test_a_user_sees_nothing_of_another_company(self):
        self.deal(self.shared, amount=7, company_id=self.europe.id)
        self.refresh(company=self.both)
        manager = self.user("sales_manager")
        for model in (
            "care.profile",
            "care.deal",
            "care.profile.change",
            "care.profile.snapshot",
        ):
            records = self.env[model].search([("partner_id", "=", self.shared.id)])
            self.assertEqual(records.company_id, self.europe)
            self.assertFalse(
                self.env[model].with_user(manager).search([("id", "in", records.ids)])
            )
            with self.subTest(model), self.assertRaises(AccessError):
                records.with_user(manager).check_access("read")
        for record in (self.europe.care_policy_id, self.europe.care_policy_id.tier_ids):
            self.assertFalse(record.with_user(manager).has_access("read"))

    def test_a_refresh_of_one_company_leaves_the_other(self):
        self.deal(self.shared, amount=7, company_id=self.europe.id)
        self.refresh()
        self.assertFalse(self.profile(self.shared, self.europe))
        self.refresh(company=self.europe)
        self.assertTrue(self.profile(self.shared, self.europe))

    def test_customers_of_one_company_are_no_salespersons_way_into_the_other(self):
        seller = self.user(company_ids=self.both.ids)
        other = self.user(company_ids=self.both.ids)
        self.order(self.shared, amount=500, user_id=other.id)
        self.order(self.shared, user_id=seller.id, company_id=self.europe.id)
        for company in self.both:
            self.deal(self.shared, company_id=company.id)
        self.refresh(company=self.both)
        for model in (
            "care.profile",
            "care.deal",
            "care.profile.change",
            "care.profile.snapshot",
        ):
            records = (
                self.env[model]
                .with_user(seller)
                .with_context(allowed_company_ids=self.both.ids)
            )
            found = records.search([("partner_id", "=", self.shared.id)])
            with self.subTest(model):
                self.assertEqual(found.company_id, self.europe)
                self.assertTrue(found.has_access("read"))

    def test_a_contact_shows_the_tier_of_its_company(self):
        person = self.customer(is_company=False, parent_id=self.shared.id)
        self.deal(person, amount=100)
        self.refresh()
        self.assertEqual(person.care_tier_id.name, "Key")
        self.assertEqual(person.care_contribution, 100)
        self.assertFalse(self.profile(person))

    def test_own_companies_are_no_customers(self):
        self.deal(self.europe.partner_id, amount=900)
        self.deal(self.shared, amount=100)
        self.opportunity(self.company.partner_id)
        self.refresh()
        self.assertFalse(self.profile(self.europe.partner_id))
        self.assertFalse(self.profile(self.company.partner_id))
        self.assertEqual(self.profile(self.shared).share, 1)

    def test_a_customer_that_becomes_an_own_company_loses_its_profile(self):
        self.deal(self.shared)
        self.refresh()
        vals = {"name": "Bought", "partner_id": self.shared.id}
        self.env["res.company"].create(vals)
        self.refresh()
        self.assertFalse(self.profile(self.shared))

    def test_a_tier_of_another_company_locks_nothing(self):
        self.deal(self.shared)
        self.refresh()
        foreign = self.env["care.policy"]._get(self.europe).tier_ids[0]
        vals = {"tier_lock_id": foreign.id, "tier_lock_reason": "Partner"}
        self.assertRefuses(
            UserError,
            "belongs to another company",
            self.profile(self.shared).write,
            vals,
        )


@tagged("post_install", "-at_install")
class TestCurrencies(CompanyCommon):
    def contribution(self):
        self.refresh()
        return self.profile(self.shared).contribution

    def test_a_deal_counts_at_the_rate_of_its_own_day(self):
        self.rate(self.euro, 0.5, "2026-01-01")
        self.rate(self.euro, 0.8, "2026-03-01")
        for day in ("2026-02-28", "2026-03-01"):
            self.deal(self.shared, day, 80, currency_id=self.euro.id)
        self.assertEqual(self.contribution(), 160 + 100)

    def foreign_order(self, currency):
        vals = {"name": "Foreign", "currency_id": currency.id}
        pricelist = self.env["product.pricelist"].create(vals)
        return self.order(self.shared, amount=80, pricelist_id=pricelist.id)

    def test_an_order_counts_at_its_own_rate_forever(self):
        rate = self.rate(self.euro, 0.5, "2026-01-01")
        order = self.foreign_order(self.euro)
        self.assertEqual((order.currency_id, order.currency_rate), (self.euro, 0.5))
        rate.rate = 0.8
        self.assertEqual(self.contribution(), 160)

    def test_the_same_deal_is_worth_its_own_currency_in_each_company(self):
        self.rate(self.euro, 0.5)
        dollar = self.company.currency_id
        self.rate(self.euro, 1, company=self.europe)
        self.rate(dollar, 2, company=self.europe)
        self.deal(self.shared, amount=80, currency_id=self.euro.id)
        self.deal(
            self.shared, amount=80, currency_id=dollar.id, company_id=self.europe.id
        )
        self.refresh(company=self.both)
        self.assertEqual(self.profile(self.shared).contribution, 160)
        self.assertEqual(self.profile(self.shared, self.europe).contribution, 40)
        self.assertEqual(self.profile(self.shared, self.europe).currency_id, self.euro)

    def test_each_document_is_rounded_to_the_company_currency(self):
        self.rate(self.euro, 3)
        for _number in range(3):
            self.deal(self.shared, amount=1, currency_id=self.euro.id)
        self.assertEqual(self.contribution(), 0.99)

    def test_a_currency_without_rate_is_left_out_and_named(self):
        franc = self.env["res.currency"].create({"name": "XQF", "symbol": "F"})
        self.deal(self.shared, amount=100)
        deal = self.deal(
            self.shared, amount=5000, currency_id=franc.id, reference="D-7"
        )
        self.assertEqual(self.contribution(), 100)
        self.assertEqual(self.policy.unconverted_count, 1)
        self.assertEqual(self.policy.unconverted_documents, "D-7 (XQF)")
        self.rate(franc, 50)
        self.assertEqual(self.contribution(), 200)
        self.assertEqual(
            (self.policy.unconverted_count, self.policy.unconverted_documents),
            (0, False),
        )
        self.assertTrue(deal)

    def test_a_deal_without_reference_is_named_by_customer_and_day(self):
        franc = self.env["res.currency"].create({"name": "XQF", "symbol": "F"})
        self.shared.name = "Alder"
        self.deal(self.shared, "2026-06-15", 5000, currency_id=franc.id)
        self.refresh()
        self.assertEqual(self.policy.unconverted_documents, "Alder, 2026-06-15 (XQF)")

    def test_products_of_documents_without_rate_do_not_count(self):
        franc = self.env["res.currency"].create({"name": "XQF", "symbol": "F"})
        self.policy.measure = "products"
        self.deal(self.shared, product_name="Paper")
        self.deal(self.shared, product_name="Ink", currency_id=franc.id)
        self.assertEqual(self.contribution(), 1)

    def test_orders_without_rate_are_left_out_and_named(self):
        franc = self.env["res.currency"].create({"name": "XQF", "symbol": "F"})
        order = self.foreign_order(franc)
        self.assertFalse(self.contribution())
        self.assertEqual(self.policy.unconverted_documents, f"{order.name} (XQF)")
        self.order(self.shared, amount=100)
        self.assertEqual(self.contribution(), 100)
        self.assertEqual(self.policy.unconverted_documents, f"{order.name} (XQF)")
        self.rate(franc, 50)
        self.assertEqual(self.contribution(), 101.6)
        self.assertEqual(self.policy.unconverted_count, 0)

    def test_a_rate_of_another_company_is_none(self):
        franc = self.env["res.currency"].create({"name": "XQF", "symbol": "F"})
        self.rate(franc, 50, company=self.europe)
        self.deal(self.shared, amount=5000, currency_id=franc.id)
        self.assertFalse(self.contribution())
        self.assertEqual(self.policy.unconverted_count, 1)

    def test_a_document_before_the_first_rate_takes_the_first(self):
        self.rate(self.euro, 0.5, "2026-06-01")
        self.deal(self.shared, "2026-02-01", 80, currency_id=self.euro.id)
        self.assertEqual(self.contribution(), 160)

    def test_a_currency_without_cents_is_rounded_to_whole_units(self):
        yen = self.env.ref("base.JPY")
        yen.active = True
        self.company.currency_id = yen
        self.rate(self.euro, 0.007)
        self.deal(self.shared, amount=1, currency_id=self.euro.id)
        self.assertEqual(self.contribution(), 143)


@tagged("post_install", "-at_install")
class TestTimeZones(CompanyCommon):
    def last_purchase(self):
        self.refresh()
        return self.profile(self.shared).last_purchase_date

    def test_an_order_lies_on_the_local_day_of_the_working_calendar(self):
        for zone, moment, day in (
            ("UTC", "2026-05-31 20:00:00", date(2026, 5, 31)),
            ("Asia/Shanghai", "2026-05-31 20:00:00", date(2026, 6, 1)),
            ("America/New_York", "2026-06-01 03:59:59", date(2026, 5, 31)),
            ("America/New_York", "2026-06-01 04:00:00", date(2026, 6, 1)),
        ):
            self.company.resource_calendar_id.tz = zone
            self.env["sale.order"].search(
                [("partner_id", "=", self.shared.id)]
            ).date_order = moment
            if not self.profile(self.shared):
                self.order(self.shared, moment)
            with self.subTest((zone, moment)):
                self.assertEqual(self.last_purchase(), day)

    def test_the_users_own_zone_changes_nothing(self):
        self.env.user.tz = "Pacific/Auckland"
        self.company.resource_calendar_id.tz = "America/New_York"
        self.order(self.shared, "2026-06-01 03:00:00")
        self.assertEqual(self.last_purchase(), date(2026, 5, 31))

    def test_the_nightly_refresh_is_of_the_local_day(self):
        self.company.resource_calendar_id.tz = "Pacific/Auckland"
        with freeze_time("2026-06-29 20:00:00"):
            self.assertEqual(self.policy._get_today(), date(2026, 6, 30))
        self.company.resource_calendar_id = False
        with freeze_time("2026-06-29 20:00:00"):
            self.assertEqual(self.policy._get_today(), date(2026, 6, 29))

    def test_an_order_of_tomorrow_in_the_local_zone_waits(self):
        self.company.resource_calendar_id.tz = "Asia/Shanghai"
        self.order(self.shared, "2026-06-30 17:00:00")
        self.assertFalse(self.last_purchase())
        self.assertFalse(self.profile(self.shared))
