from psycopg2.errors import UniqueViolation

from odoo.exceptions import ValidationError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from .common import CareCommon


@tagged("post_install", "-at_install")
class TestPolicy(CareCommon):
    def assertRefused(self, sentence, **vals):
        with self.subTest(vals):
            self.assertRefuses(ValidationError, sentence, self.policy.write, vals)

    def cut(self, *cuts, method="pareto"):
        tiers = zip(self.policy.tier_ids, cuts, strict=True)
        commands = [(1, tier.id, {"cut": cut}) for tier, cut in tiers]
        return {"tier_method": method, "tier_ids": commands}

    def test_a_company_without_policy_gets_the_default(self):
        company = self.env["res.company"].create({"name": "New"})
        policy = self.env["care.policy"]._get(company)
        self.assertEqual(policy.company_id, company)
        tiers = [(tier.name, tier.cut, tier.is_key) for tier in policy.tier_ids]
        self.assertEqual(
            tiers,
            [("Key", 80, True), ("Important", 95, False), ("General", 100, False)],
        )
        self.assertEqual(self.env["care.policy"]._get(company), policy)
        self.assertEqual(policy._get_source_names(), ["orders", "deals"])

    def test_a_salesperson_of_a_company_without_policy_gets_it_too(self):
        company = self.env["res.company"].create({"name": "New"})
        seller = self.user(company_id=company.id)
        policies = self.env["care.policy"].with_user(seller)
        policies = policies.with_context(allowed_company_ids=company.ids)
        self.assertEqual(policies._get().company_id, company)

    @mute_logger("odoo.sql_db")
    def test_a_company_has_one_policy(self):
        vals = {"company_id": self.company.id}
        with self.assertRaises(UniqueViolation), self.cr.savepoint():
            self.env["care.policy"].create(vals)

    def test_orders_and_invoices_are_never_both_counted(self):
        self.assertRefused("would count twice", use_invoices=True, measure="products")

    def test_a_policy_needs_a_source(self):
        self.assertRefused("at least one source", use_orders=False, use_deals=False)

    def test_paid_and_invoiced_need_invoices(self):
        self.assertRefused("read from invoices", measure="paid")
        self.assertRefused("read from invoices", measure="invoiced")
        self.policy.write(
            {"measure": "paid", "use_orders": False, "use_invoices": True}
        )

    def test_a_measure_needs_a_source_that_tells_it(self):
        won = {"use_orders": False, "use_deals": False, "use_opportunities": True}
        self.assertRefused("Products are known of", measure="products", **won)
        self.assertRefused("read from invoices", measure="invoiced", **won)
        self.assertRefused("read from invoices", measure="paid", use_orders=False)
        self.policy.write({"measure": "products", "use_orders": False})
        self.assertRefused("Products are known of", use_deals=False, use_invoices=False)

    def test_numbers_of_days_stay_within_the_calendar(self):
        sentence = "is more than 3650"
        for name in ("min_history_months", "protect_days", "lock_days", "lost_days"):
            self.assertRefused(sentence, **{name: 30_000})
        for name in ("bereavement_days", "cadence_lead_days", "risk_calm_days"):
            self.assertRefused(sentence, **{name: 10**8})
        tier = self.policy.tier_ids[0]
        self.assertRefuses(
            ValidationError, sentence, tier.write, {"verify_days": 10**8}
        )
        self.policy.write({"lost_days": 3650, "min_history_months": 120})
        self.refresh()

    def test_ordered_and_margin_need_orders(self):
        invoices = {"use_orders": False, "use_invoices": True}
        self.assertRefused("read from sales orders", measure="ordered", **invoices)
        self.assertRefused("read from sales orders", measure="margin", **invoices)

    def test_the_window_is_a_multiple_of_three_months(self):
        for months in (0, -3, 1, 4, 13, 63):
            self.assertRefused("multiple of 3 months", window_months=months)
        for months in (3, 24, 60):
            self.policy.window_months = months

    def test_numbers_of_tiers_make_sense(self):
        self.assertRefused("at least one month end", demotion_runs=0)
        for hysteresis in (-1, 100):
            self.assertRefused("between 0 and 99 percent", hysteresis=hysteresis)
        self.assertRefused("Protection can't be negative", protect_days=-1)
        self.assertRefused("at least one day", lock_days=0)

    def test_ceilings_rise_from_tier_to_tier(self):
        for cuts in (
            (80, 80, 100),
            (95, 80, 100),
            (0, 95, 100),
            (80, 95, 101),
            (-5, 95, 100),
        ):
            for method in ("pareto", "percentile"):
                self.assertRefused(
                    "ceilings of the tiers must rise", **self.cut(*cuts, method=method)
                )
        self.policy.write(self.cut(20, 50, 100, method="percentile"))

    def test_the_ceilings_rise_also_when_one_tier_is_changed_or_moved(self):
        tier = self.policy.tier_ids[1]
        for vals in ({"cut": 79}, {"sequence": 5}, {"cut": 100}):
            with self.subTest(vals):
                self.assertRefuses(ValidationError, "must rise", tier.write, vals)

    def test_amounts_fall_from_tier_to_tier(self):
        for cuts in ((1000, 1000, 0), (100, 1000, 0), (1000, 100, -1)):
            self.assertRefused("must fall", **self.cut(*cuts, method="amount"))
        self.assertRefused("must fall", tier_method="amount")
        self.policy.write(self.cut(1000, 100, 0, method="amount"))

    def test_a_policy_keeps_a_tier(self):
        self.assertRefused("Keep at least one tier", tier_ids=[(5,)])
        self.assertRefuses(
            ValidationError, "Keep at least one tier", self.policy.tier_ids.unlink
        )

    def test_weights_are_positive_and_not_all_zero(self):
        sentence = "weights of stability can't be negative"
        self.assertRefused(sentence, weight_quarter=0, weight_month=0, weight_order=0)
        self.assertRefused(sentence, weight_month=-0.1)
        self.policy.write({"weight_quarter": 3, "weight_month": 0, "weight_order": 0})

    def test_cuts_of_quadrants_make_sense(self):
        self.assertRefused("history can't be negative", min_history_months=-1)
        for cut in (-1, 101):
            self.assertRefused("cut of contribution", contribution_cut=cut)
        self.assertRefused(
            "cut of contribution", contribution_cut_method="amount", contribution_cut=-1
        )
        self.policy.write(
            {"contribution_cut_method": "amount", "contribution_cut": 5000}
        )
        self.assertRefused("cut of contribution", contribution_cut_method="percentile")
        for cut in (-0.1, 1.1):
            self.assertRefused("between 0 and 1", stability_cut=cut)
        self.assertRefused("expected revenue can't be negative", expected_cut=-1)
        for cut in (-1, 101):
            self.assertRefused("between 0 and 100 percent", intention_cut=cut)

    def test_numbers_of_segments_make_sense(self):
        self.assertRefused("dormant before it is lost", dormant_days=0)
        self.assertRefused("dormant before it is lost", dormant_days=366)
        self.assertRefused("dormant before it is lost", lost_days=100)
        self.assertRefused("can't be negative", lost_intervals=-1)
        self.assertRefused("can't be negative", potential_trend=-1)
        self.assertRefused("at least one rating", fan_ratings=0)

    def test_the_settings_edit_the_policy_of_the_company(self):
        manager = self.user("sales_manager", "base.group_system")
        settings = self.env["res.config.settings"].with_user(manager)
        with Form(settings) as form:
            self.assertEqual(form.care_window_months, 12)
            form.care_window_months = 24
            form.care_use_orders = False
            form.care_use_invoices = True
            form.care_measure = "paid"
        form.record.execute()
        self.env.invalidate_all()
        self.assertEqual((self.policy.window_months, self.policy.measure), (24, "paid"))
        self.assertEqual(self.policy._get_source_names(), ["invoices", "deals"])

    def test_the_settings_refuse_a_wrong_policy(self):
        vals = {"care_window_months": 5}
        settings = self.env["res.config.settings"]
        self.assertRefuses(ValidationError, "multiple of 3", settings.create, vals)
